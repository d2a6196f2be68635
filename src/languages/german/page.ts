import type { PageWords } from '../page-words.ts';

export const germanPage: PageWords = {
  title: 'facecurve: wie alt ein Gesicht aussieht, als Kurve',
  skip: 'Zur Kurve springen',
  home: 'facecurve, zum Anfang',
  contents: 'Auf dieser Seite',
  toReading: 'So liest man sie',
  toWorking: 'So funktioniert es (englisch)',
  workings: 'Wie die Kurve entsteht, mit Bildern (englisch)',
  toLimits: 'Grenzen',
  docs: 'Anleitung (englisch)',
  headline: 'Wie alt sieht ein Gesicht aus? Keine Zahl: ',
  headlineCurve: 'eine Kurve',
  headlineStays: 'Auf Ihrem Gerät berechnet, und dort bleibt sie.',
  pictureSection: 'Das Bild',
  invitation: 'Hier ist Platz für ein Gesicht.',
  invitationHow:
    'Legen Sie ein Bild hier ab, fügen Sie eines ein, oder nehmen Sie eines der Beispiele unten.',
  picture: 'Das Bild',
  mirror: 'Ihre Kamera',
  drop: 'Bild hier ablegen',
  samples: 'Beispielgesichter',
  sampleGirl: 'Beispiel: ein Kind, Mädchen',
  sampleBoy: 'Beispiel: ein Junge',
  sampleYoungWoman: 'Beispiel: eine junge Frau',
  sampleYoungMan: 'Beispiel: junge Erwachsene, Mann',
  sampleMiddleWoman: 'Beispiel: mittleres Alter, Frau',
  sampleMiddleMan: 'Beispiel: ein Mann mittleren Alters',
  sampleOldWoman: 'Beispiel: eine alte Frau',
  sampleOldMan: 'Beispiel: hohes Alter, Mann',
  sampleGroup: 'Beispiel: acht Gesichter',
  samplesNobody: 'Jedes ist das Mittel von 200 Gesichtern, mit erzeugtem Haar. So sieht niemand aus.',
  note: 'Sie können ein Bild auch irgendwo auf der Seite ablegen oder einfügen. Jedes Beispiel ist das Mittel von 200 Gesichtern, mit Haar und Schultern aus erzeugten Bildern; so sieht niemand aus.',
  photo: 'Foto',
  whereItLooks: 'Wohin es schaut',
  whereNote:
    'Je stärker das Blau, desto mehr verändert dieser Teil des Bildes die Zahl, nach oben oder unten. ' +
    'Es zeigt, wo, nicht warum, und nicht, ob die Zahl stimmt.',
  timelineBand: 'hier liegen 8 von 10',
  ageSection: 'Alterskurve',
  strengths: 'Stärken der Balken',
  showVotes: 'Zeigen, wie die Bewerter einer Studie stimmten',
  show: 'Zeigen',
  notThis: 'Was das nicht ist',
  fool: 'Lässt es sich täuschen?',
  foolOpen: 'Das Bild verändern',
  foolClose: 'Schließen',
  reading: 'So liest man sie',
  readingText:
    'Jeder Balken ist ein Jahr, und seine Höhe zeigt, wie wahrscheinlich dieses Jahr ist. Die Nadel zeigt das Mittel der ' +
    'Kurve. Die stärksten Balken enthalten die mittlere Hälfte der Kurve. Mit den nächsten sind es 8 von 10, mit den ' +
    'blassesten 19 von 20. Eine breite Kurve ist ehrlich: ein Bild sagt nur begrenzt etwas über das Alter.',
  privacy: 'Was mit einem Bild geschieht',
  privacyText:
    'Ein Bild wird im Speicher dieser Seite verarbeitet und dann vergessen. Es geht zu keinem Server: die Seite darf nur ' +
    'ihre eigene Adresse ansprechen, und die Zahl oben zählt die Anfragen nach dem Laden. Kein Bild wird gespeichert. ' +
    'Die Seite behält nur ihre eigenen Dateien, damit sie sich ohne Netz öffnet.',
  frame: 'Der Weg eines Bildes, Schritt für Schritt (englisch)',
  limits: 'Was das nicht ist',
  limitsText:
    'Ein Gesicht, das wie etwa 34 aussieht, kann ein anderes Alter haben. Dies ist keine Alterskontrolle und kein Mittel, ' +
    'um Menschen einzustellen oder in eine Rangfolge zu bringen. Die Stimmen zeigen den Geschmack der 360 Bewerter einer ' +
    'Studie mit ihren blinden Flecken. Für ein Gesicht, das unter 18 sein könnte, werden sie nie gezeigt.',
  keys: 'Tastenkürzel',
  openNote: 'Mit den offenen Gewichten geschätzt. Sie kennen nur Alter und sind weniger genau.',
  weights: 'Die benutzten Gewichte',
  weightsDefault:
    'Diese Seite rechnet mit den Gewichten „facecurve“, die aus UTKFace, FairFace, MEBeauty und SCUT-FBP5500 gelernt haben ' +
    'und für Forschung ohne kommerziellen Zweck sind.',
  weightsOpen:
    'Diese Seite rechnet mit den Gewichten „facecurve-open“, die allein aus FairFace (Kärkkäinen und Joo, CC BY 4.0) ' +
    'gelernt haben und für jede Nutzung sind, die diese Quelle nennt.',
  weightsTerms: 'Bedingungen der Gewichte (englisch)',
  toOpen: 'Offene Gewichte benutzen',
  toDefault: 'Voreingestellte Gewichte benutzen',
  newVersion: 'Eine neue Version dieser Seite ist bereit.',
  reload: 'Neu laden',
  later: 'Später',
  storageFull:
    'Der Speicherplatz reicht nicht, um diese Seite für den Gebrauch ohne Netz zu behalten. Mit Netz funktioniert sie ' +
    'weiter. Geben Sie Platz frei und versuchen Sie es noch einmal.',
  keepingFailed:
    'Diese Seite konnte nicht für den Gebrauch ohne Netz behalten werden. Mit Netz funktioniert sie weiter.',
  keepAgain: 'Noch einmal versuchen',
};
