import type { PageWords } from '../page-words.ts';

export const germanPage: PageWords = {
  title: 'facecurve: wie alt ein Gesicht aussieht, als Kurve',
  skip: 'Zur Kurve springen',
  home: 'facecurve, zum Anfang',
  contents: 'Auf dieser Seite',
  toReading: 'So liest man sie',
  toWorking: 'Wie es geht (englisch)',
  workings: 'Wie die Kurve entsteht, mit Bildern (englisch)',
  toLimits: 'Grenzen',
  docs: 'Anleitung (englisch)',
  headline: 'Wie alt sieht ein Gesicht aus? Keine Zahl: ',
  headlineCurve: 'eine Kurve',
  headlineStays: 'Auf Ihrem Gerät berechnet, und dort bleibt sie.',
  pictureSection: 'Das Bild',
  invitation: 'Hier ist Platz für ein Gesicht.',
  invitationHow:
    'Legen Sie ein Bild hier ab, fügen Sie eines ein, oder beginnen Sie mit einem der vier unten.',
  picture: 'Das Bild, das angeschaut wird',
  mirror: 'Ihre Kamera',
  drop: 'Loslassen zum Anschauen',
  samples: 'Beispielgesichter',
  sampleChild: 'Beispiel: ein Kind',
  sampleYoung: 'Beispiel: junge Erwachsene',
  sampleMiddle: 'Beispiel: mittleres Alter',
  sampleOld: 'Beispiel: hohes Alter',
  samplesNobody: 'Mittel aus vielen Gesichtern: sie sind niemand.',
  note: 'Oder legen Sie ein Bild irgendwo auf der Seite ab. Die vier Beispiele sind Mittel aus je vielen Gesichtern: sie sind niemand.',
  photo: 'Foto',
  whereItLooks: 'Wohin es schaut',
  whereNote:
    'Je stärker das Blau, desto mehr bewegt das, was dort zu sehen ist, die Zahl, hinauf oder hinab. ' +
    'Es zeigt, wo, nicht warum, und nicht, ob es stimmt.',
  timelineBand: 'hier liegen 8 von 10',
  ageSection: 'Alterskurve',
  strengths: 'Stärken der Balken',
  showVotes: 'Zeigen, wie die Bewerter einer Studie stimmten',
  show: 'Zeigen',
  notThis: 'Was das nicht ist',
  reading: 'So liest man sie',
  readingText:
    'Jeder Balken ist ein Jahr, und seine Höhe sagt, wie wahrscheinlich es ist. Die Nadel steht beim Mittel der Kurve. ' +
    'Die stärksten Balken tragen die mittlere Hälfte, mit den nächsten sind es 8 von 10, mit den blassesten 19 von 20. ' +
    'Eine breite Kurve ist eine ehrliche: ein Bild sagt über ein Alter nur so viel.',
  privacy: 'Was mit einem Bild geschieht',
  privacyText:
    'Es wird im Speicher dieser Seite angeschaut und vergessen. Es gibt keinen Server, zu dem es gehen könnte: die Seite ' +
    'darf mit keiner Adresse sprechen als mit ihrer eigenen, und die Zahl oben zählt, wonach sie nach dem Laden fragt. ' +
    'Kein Bild wird gespeichert; die Seite behält nur ihre eigenen Dateien, damit sie sich ohne Netz öffnet.',
  frame: 'Der Weg eines Bildes, Schritt für Schritt (englisch)',
  limits: 'Was das nicht ist',
  limitsText:
    'Wie etwa 34 auszusehen heißt nicht, 34 zu sein. Es ist keine Alterskontrolle und nichts, um Menschen einzustellen ' +
    'oder zu ordnen. Die Stimmen sind der Geschmack der 360 Bewerter einer Studie, blinde Flecken inbegriffen; für ein ' +
    'Gesicht, das unter 18 sein könnte, werden sie nie gezeigt.',
  newVersion: 'Eine neue Fassung dieser Seite liegt bereit.',
  reload: 'Neu laden',
  later: 'Später',
  storageFull:
    'Der Platz reicht nicht, um diese Seite für den Gebrauch ohne Netz zu behalten. Mit Netz geht alles weiter; ' +
    'geben Sie Platz frei, um sie zu behalten.',
  keepingFailed:
    'Diese Seite konnte nicht für den Gebrauch ohne Netz behalten werden. Mit Netz geht alles weiter.',
  keepAgain: 'Noch einmal versuchen',
};
