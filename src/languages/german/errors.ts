import type { Words } from '../words.ts';

const SERVED_WRONG = 'Laden Sie die Seite neu. Bleibt der Fehler, muss die Seite neu veröffentlicht werden.';
const CONNECTION = 'Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.';

/** See `englishErrors`. */
export const germanErrors: Words['errors'] = {
  'image-empty': {
    title: 'Die Datei ist leer',
    text: 'Die Datei hat keinen Inhalt. Vielleicht wurde ihr Laden unterbrochen.',
    remedy: 'Nehmen Sie eine andere Datei.',
  },
  'image-unsupported': {
    title: 'Die Datei lässt sich nicht öffnen',
    text: 'Die Datei ist kein Bild, oder dieser Browser kennt ihr Format nicht.',
    remedy: 'Nehmen Sie ein JPEG, PNG, WebP, AVIF oder GIF. Safari öffnet auch HEIC und TIFF.',
  },
  'image-unreadable': {
    title: 'Beschädigtes Bild',
    text: 'Das Bild ist beschädigt oder für diesen Browser zu groß.',
    remedy: 'Speichern Sie das Bild neu oder kleiner, oder nehmen Sie ein anderes.',
  },
  'image-missing': {
    title: 'Bild nicht gefunden',
    text: 'Das Bild konnte von seiner Adresse nicht geladen werden.',
    remedy: 'Prüfen Sie die Adresse und Ihre Verbindung und versuchen Sie es noch einmal.',
  },
  'image-tainted': {
    title: 'Gesperrtes Bild',
    text: 'Das Bild liegt auf einer anderen Website, und diese Seite darf es dort nicht lesen.',
    remedy: 'Speichern Sie das Bild auf Ihrem Gerät und wählen Sie es dann hier.',
  },
  'source-empty': {
    title: 'Noch kein Bild',
    text: 'Das Bild hat noch keine Pixel.',
    remedy: 'Versuchen Sie es gleich noch einmal.',
  },
  'asset-missing': {
    title: 'Eine Datei fehlt',
    text: 'Eine der Dateien, die diese Seite braucht, konnte nicht geladen werden.',
    remedy: CONNECTION,
  },
  'asset-truncated': {
    title: 'Eine Datei ist unvollständig',
    text: 'Eine der Dateien, die diese Seite braucht, kam nicht vollständig an.',
    remedy: CONNECTION,
  },
  'asset-wrong-type': {
    title: 'Falsche Datei',
    text: 'Der Server hat anstelle einer Datei dieser Seite etwas anderes geschickt.',
    remedy: SERVED_WRONG,
  },
  'asset-hash-mismatch': {
    title: 'Eine Datei wurde verändert',
    text: 'Eine Datei dieser Seite weicht vom Original ab und wird nicht benutzt.',
    remedy: SERVED_WRONG,
  },
  'backend-unavailable': {
    title: 'Rechenweg nicht verfügbar',
    text: 'Dieser Browser bietet den verlangten Rechenweg nicht an.',
    remedy: 'Lassen Sie facecurve den Rechenweg wählen, oder nehmen Sie einen anderen Browser.',
  },
  'backend-wrong-results': {
    title: 'Falsche Ergebnisse',
    text: 'Dieser Browser besteht eine Prüfung mit bekannten Ergebnissen nicht. Seine Kurven wären falsch.',
    remedy: 'Aktualisieren Sie den Browser oder den Grafiktreiber, oder nehmen Sie einen anderen Browser.',
  },
  'pixels-scrambled': {
    title: 'Die Pixel sind verfälscht',
    text: 'Zu Ihrem Schutz verändert dieser Browser die Pixel, die Seiten lesen. Jede Kurve wäre falsch.',
    remedy: 'Erlauben Sie dieser Seite Canvas-Daten und laden Sie sie neu.',
  },
  'detector-failed': {
    title: 'Die Gesichtssuche startete nicht',
    text: 'Der Teil, der Gesichter findet, ließ sich in diesem Browser nicht starten.',
    remedy: 'Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Browser.',
  },
  'camera-refused': {
    title: 'Die Kamera ist nicht erlaubt',
    text: 'Sie oder die Einstellungen Ihres Browsers haben die Kamera nicht erlaubt. Das ist in Ordnung.',
    remedy:
      'Erlauben Sie die Kamera in der Adresszeile und versuchen Sie es noch einmal, oder nehmen Sie ein Foto.',
  },
  'camera-missing': {
    title: 'Keine Kamera',
    text: 'An diesem Gerät ist keine Kamera angeschlossen.',
    remedy: 'Schließen Sie eine Kamera an und versuchen Sie es noch einmal, oder nehmen Sie ein Foto.',
  },
  'camera-busy': {
    title: 'Die Kamera ist beschäftigt',
    text: 'Ein anderes Programm benutzt die Kamera, oder die Kamera startete nicht.',
    remedy: 'Schließen Sie das andere Programm und versuchen Sie es noch einmal, oder nehmen Sie ein Foto.',
  },
  'camera-insecure': {
    title: 'Keine Kamera an dieser Adresse',
    text: 'Browser erlauben die Kamera nur auf sicheren Seiten.',
    remedy: 'Öffnen Sie die Seite über https, oder nehmen Sie ein Foto.',
  },
  'camera-unsupported': {
    title: 'Keine Kamera in dieser App',
    text: 'Die App, die diese Seite zeigt, gibt Seiten keine Kamera.',
    remedy: 'Öffnen Sie die Seite im Browser, oder nehmen Sie ein Foto.',
  },
  'camera-blocked': {
    title: 'Die Kamera ist nicht erlaubt',
    text: 'Die Seite, oder die Seite um sie herum, erlaubt die Kamera nicht.',
    remedy: 'Öffnen Sie die Seite in einem eigenen Tab, oder nehmen Sie ein Foto.',
  },
  'camera-paused': {
    title: 'Zum Starten tippen',
    text: 'Um Strom zu sparen, startet Ihr Browser Videos erst, wenn Sie tippen.',
    remedy: 'Tippen Sie auf den Knopf.',
  },
  'camera-lost': {
    title: 'Die Kamera ist weg',
    text: 'Die Kamera wurde abgezogen, oder ein anderes Programm hat sie übernommen.',
    remedy: 'Schließen Sie die Kamera an und versuchen Sie es noch einmal, oder nehmen Sie ein Foto.',
  },
  'worker-lost': {
    title: 'Die Berechnung wurde beendet',
    text: 'Der Browser hat die Berechnung beendet, vielleicht weil der Speicher nicht reichte.',
    remedy: 'Versuchen Sie es noch einmal; ein kleineres Bild hilft vielleicht.',
  },
  'gpu-lost': {
    title: 'Die Grafikkarte ging verloren',
    text: 'Der Browser hat sie kurz entzogen. Die Seite rechnet weiter.',
    remedy: '',
  },
  disposed: {
    title: 'Schon geschlossen',
    text: 'Das Netz wurde geschlossen, während es rechnete.',
    remedy: 'Laden Sie die Seite neu.',
  },
  'argument-invalid': {
    title: 'Ungültige Einstellung',
    text: 'Eine Einstellung hat einen ungültigen Wert.',
    remedy: 'Prüfen Sie die Adresse der Seite und ihre Einstellungen.',
  },
  internal: {
    title: 'Unerwarteter Fehler',
    text: 'Etwas ist unerwartet fehlgeschlagen.',
    remedy: 'Versuchen Sie es noch einmal, oder laden Sie die Seite neu.',
  },
};
