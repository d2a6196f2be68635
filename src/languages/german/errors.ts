import type { Words } from '../words.ts';

const SERVED_WRONG = 'Laden Sie die Seite neu. Bleibt es so, muss die Seite neu aufgesetzt werden.';
const CONNECTION = 'Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.';

/** See `englishErrors`. */
export const germanErrors: Words['errors'] = {
  'image-empty': {
    title: 'Die Datei ist leer',
    text: 'Sie hat gar keine Bytes; vielleicht wurde ihr Laden unterbrochen.',
    remedy: 'Nehmen Sie eine andere.',
  },
  'image-unsupported': {
    title: 'Kein Foto',
    text: 'Dieser Browser kann die Datei nicht als Bild öffnen.',
    remedy: 'Nehmen Sie ein JPEG, PNG, WebP, AVIF oder GIF.',
  },
  'image-unreadable': {
    title: 'Beschädigtes Bild',
    text: 'Das Bild ist beschädigt oder für diesen Browser zu groß.',
    remedy: 'Speichern Sie es neu oder kleiner, oder nehmen Sie ein anderes.',
  },
  'image-missing': {
    title: 'Das Bild ist nicht da',
    text: 'Unter seiner Adresse war kein Bild zu bekommen.',
    remedy: 'Prüfen Sie die Adresse und Ihre Verbindung und versuchen Sie es noch einmal.',
  },
  'image-tainted': {
    title: 'Verschlossenes Bild',
    text: 'Das Bild gehört zu einer anderen Website, die es nicht lesen lässt.',
    remedy: 'Speichern Sie es auf Ihrem Gerät und wählen Sie es dann hier.',
  },
  'source-empty': {
    title: 'Noch nichts zu sehen',
    text: 'Das Bild hat noch keine Pixel.',
    remedy: 'Versuchen Sie es gleich noch einmal.',
  },
  'asset-missing': {
    title: 'Eine Datei fehlt',
    text: 'Eine der Dateien, die diese Seite braucht, war nicht zu bekommen.',
    remedy: CONNECTION,
  },
  'asset-truncated': {
    title: 'Eine Datei ist unvollständig',
    text: 'Eine der Dateien, die diese Seite braucht, kam nicht ganz an.',
    remedy: CONNECTION,
  },
  'asset-wrong-type': {
    title: 'Nicht die richtige Datei',
    text: 'Wo eine Datei dieser Seite sein sollte, ist etwas anderes.',
    remedy: SERVED_WRONG,
  },
  'asset-hash-mismatch': {
    title: 'Eine Datei wurde verändert',
    text: 'Eine Datei dieser Seite ist nicht die, mit der sie gebaut wurde, und wird nicht benutzt.',
    remedy: SERVED_WRONG,
  },
  'backend-unavailable': {
    title: 'So lässt sich nicht rechnen',
    text: 'Dieser Browser bietet die verlangte Art zu rechnen nicht an.',
    remedy: 'Lassen Sie facecurve selbst wählen, wie es rechnet, oder nehmen Sie einen anderen Browser.',
  },
  'backend-wrong-results': {
    title: 'Falsche Ergebnisse',
    text: 'Dieser Browser rechnet bekannte Ergebnisse falsch und würde Ihnen falsche Kurven zeigen.',
    remedy: 'Aktualisieren Sie den Browser oder den Grafiktreiber, oder nehmen Sie einen anderen Browser.',
  },
  'webgl-unavailable': {
    title: 'Kein WebGL',
    text: 'Gesichter zu finden braucht WebGL, das dieser Browser nicht bietet.',
    remedy:
      'Schalten Sie in seinen Einstellungen die Hardwarebeschleunigung ein, oder nehmen Sie einen anderen.',
  },
  'pixels-scrambled': {
    title: 'Die Pixel sind verfälscht',
    text: 'Dieser Browser verändert zum Schutz die Pixel, die Seiten lesen. Jede Kurve wäre falsch.',
    remedy: 'Erlauben Sie dieser Seite Canvas-Daten und laden Sie sie neu.',
  },
  'detector-failed': {
    title: 'Die Gesichtssuche startete nicht',
    text: 'Der Teil, der Gesichter findet, ließ sich in diesem Browser nicht starten.',
    remedy: 'Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Browser.',
  },
  'camera-refused': {
    title: 'Die Kamera ist nicht erlaubt',
    text: 'Sie oder die Einstellungen des Browsers haben Nein gesagt, und das ist in Ordnung.',
    remedy: 'Erlauben Sie sie in der Adresszeile und versuchen Sie es noch einmal, oder nehmen Sie ein Foto.',
  },
  'camera-missing': {
    title: 'Keine Kamera',
    text: 'An diesem Gerät ist keine Kamera angeschlossen.',
    remedy: 'Schließen Sie eine an und versuchen Sie es noch einmal, oder nehmen Sie ein Foto.',
  },
  'camera-busy': {
    title: 'Die Kamera ist beschäftigt',
    text: 'Ein anderes Programm benutzt sie, oder sie startete nicht.',
    remedy: 'Schließen Sie das andere Programm und versuchen Sie es noch einmal, oder nehmen Sie ein Foto.',
  },
  'camera-insecure': {
    title: 'Keine Kamera an dieser Adresse',
    text: 'Browser geben die Kamera nur Seiten, die sicher ausgeliefert werden.',
    remedy: 'Öffnen Sie die Seite über https, oder nehmen Sie ein Foto.',
  },
  'camera-lost': {
    title: 'Die Kamera ist weg',
    text: 'Sie wurde abgezogen, oder ein anderes Programm hat sie genommen.',
    remedy: 'Schließen Sie sie an und versuchen Sie es noch einmal, oder nehmen Sie ein Foto.',
  },
  'worker-lost': {
    title: 'Die Arbeit wurde abgebrochen',
    text: 'Der Browser hat den Teil beendet, der rechnet, vielleicht aus Mangel an Speicher.',
    remedy: 'Versuchen Sie es noch einmal; ein kleineres Bild hilft vielleicht.',
  },
  'gpu-lost': {
    title: 'Die Grafikkarte ging verloren',
    text: 'Der Browser hat sie kurz entzogen; die Arbeit geht weiter.',
    remedy: '',
  },
  disposed: {
    title: 'Schon geschlossen',
    text: 'Das Netz wurde geschlossen, während es arbeitete.',
    remedy: 'Laden Sie die Seite neu.',
  },
  'argument-invalid': {
    title: 'Nicht verstanden',
    text: 'Etwas, was facecurve gesagt wurde, ist nicht, was es sein sollte.',
    remedy: 'Prüfen Sie die Adresse der Seite und was die Seite verlangt.',
  },
  internal: {
    title: 'Das sollte nicht passieren',
    text: 'Etwas ist fehlgeschlagen, womit niemand gerechnet hat.',
    remedy: 'Versuchen Sie es noch einmal, oder laden Sie die Seite neu.',
  },
};
