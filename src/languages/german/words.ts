import type { LabelDistribution } from '../distribution/index.ts';
import type { QualityReason } from '../types.ts';
import { germanErrors } from './german-errors.ts';
import { germanQuality } from './german-quality.ts';
import { numbersIn } from './numbers.ts';
import type { TimelinePoint } from './timeline-layout.ts';
import { wholeInterval } from './whole-interval.ts';
import type { FacePlace, Words } from './words.ts';

const { number, percent, megabytes, plural, list } = numbersIn('de');

export const german: Words = {
  language: 'de',

  number,
  percent: (share) => (share > 0 && share < 0.005 ? 'unter 1 %' : percent(share)),

  looksAbout: (place) => (place.count === 1 ? 'Sieht aus wie etwa' : `${face(place)} sieht aus wie etwa`),
  years,
  ageRange: (age) => {
    const [low, high] = wholeInterval(age, 0.8);
    return low === high ? `etwa ${number(low)}` : `${number(low)} bis ${number(high)}`;
  },
  aboutAge: (age) => [
    '8 von 10 Gesichtern mit dieser Kurve sind ',
    { mark: between(wholeInterval(age, 0.8)) },
    '.',
  ],
  ageAloud: (age) =>
    `Alterskurve. Sieht aus wie etwa ${years(age)}. Von Gesichtern mit dieser Kurve ist die Hälfte ` +
    `${between(wholeInterval(age, 0.5))}, 8 von 10 sind ${between(wholeInterval(age, 0.8))}, ` +
    `19 von 20 ${between(wholeInterval(age, 0.95))}.`,
  likeliestAge: ({ mode }) => `Spitze bei ${number(mode)}`,

  aboutOlder: (age, share) => [
    { mark: wholePercent(share) },
    ` der Gesichter mit dieser Kurve sind älter als ${number(age)}.`,
  ],
  olderThan: (age, share) => `älter als ${number(age)}: ${wholePercent(share)}`,
  olderAloud: (age) =>
    `Kurve des Älterseins. Von Gesichtern mit dieser Kurve sind 95 % älter als ${number(Math.round(age.quantile(0.05)))}, ` +
    `die Hälfte älter als ${number(Math.round(age.quantile(0.5)))}, ` +
    `5 % älter als ${number(Math.round(age.quantile(0.95)))}.`,
  olderSlider: 'Älter als',

  howRatersVoted: 'Wie die Bewerter einer Studie stimmten',
  outOf: ({ labels }) => `von ${number(labels.at(-1) ?? 10)}`,
  aboutVotes: (votes) => ['8 von 10 ihrer Stimmen lägen ', { mark: between(wholeInterval(votes, 0.8)) }, '.'],
  votesAloud: (votes) =>
    `Kurve der Stimmen. Die Bewerter einer Studie gäben im Mittel ${number(votes.expectation, 1)}. ` +
    `Die Hälfte ihrer Stimmen läge ${between(wholeInterval(votes, 0.5))}, ` +
    `8 von 10 lägen ${between(wholeInterval(votes, 0.8))}.`,
  votesSource: '360 Bewerter, eine Studie, deren Geschmack. Kein Maß für irgendwen.',
  votesOff:
    'Eine Schätzung, wie die 360 Bewerter einer Studie über dieses Bild abstimmen würden, von 1 bis 10. ' +
    'Sie erzählt von deren Geschmack und nichts vom Wert eines Menschen.',

  timeline: (points) =>
    points.length === 0 ? 'Die letzten 30 Sekunden' : `Die letzten 30 Sekunden: ${wentBetween(points)}`,
  timelineAloud: (points) => {
    const newest = points.at(-1);
    if (newest === undefined) return 'Verlauf der letzten 30 Sekunden. Noch war nichts zu sehen.';
    const [low, high] = [newest.low, newest.high].map(Math.round);
    return (
      `Verlauf der letzten 30 Sekunden. Sieht jetzt aus wie etwa ${number(Math.round(newest.expectation))}; die Zahl war ` +
      `${wentBetween(points)}. 8 von 10 Gesichtern mit der Kurve von jetzt sind ${between([low ?? 0, high ?? 0])}.`
    );
  },
  secondsAgo: (seconds) => `vor ${number(seconds)} Sekunden`,
  now: 'jetzt',

  expected: (expectation) => `erwartet ${number(expectation, 1)}`,
  strengths: 'Stärken der Balken',
  ageColumns: ['Alter in Jahren', 'Anteil der Kurve'],
  olderColumns: ['Älter als', 'Anteil der Kurve'],
  voteColumns: ['Stimme', 'Anteil der Stimmen'],
  views: { choice: 'Was das Diagramm zeigt', histogram: 'Histogramm', cumulative: 'Älter als …' },

  gettingReady: 'Wird vorbereitet',
  loaded: (loadedBytes, totalBytes) =>
    `${megabytes(loadedBytes)} von ${megabytes(totalBytes)} MB. Ihre Bilder bleiben hier.`,
  checking: 'Prüft, ob dieser Browser richtig rechnet.',
  loading: 'Lädt',
  notLoaded: 'Nicht geladen',
  looking: 'Schaut hin',
  lookingAtPicture: 'Sucht das Gesicht und liest seine Kurve.',
  noPicture: 'Ohne ein Gesicht ist jedes Alter gleich wahrscheinlich. Zeigen Sie eines.',
  noVotesYet: 'Noch ist kein Gesicht da.',
  waitingForCamera: {
    title: 'Wartet auf die Kamera',
    text: 'Vielleicht fragt Ihr Browser, ob diese Seite sie benutzen darf.',
    remedy: 'Was sie sieht, wird auf diesem Gerät angeschaut und vergessen.',
  },
  cameraOff: {
    title: 'Die Kamera ist aus',
    text: 'Von dem, was sie sah, wurde nichts behalten.',
    remedy: 'Schalten Sie sie wieder ein, wann immer Sie mögen.',
  },
  cameraLeft: {
    title: 'Die Kamera ist aus',
    text: 'Sie wurde ausgeschaltet, als Sie die Seite verließen.',
    remedy: 'Schalten Sie sie wieder ein, wann immer Sie mögen.',
  },

  withheld: {
    'may-be-minor': {
      title: 'Wird nicht gezeigt',
      text: 'Dieses Gesicht könnte unter 18 sein, darum gibt es keine Stimmen zu sehen.',
      remedy: 'Keine Einstellung ändert das.',
    },
    'not-usable': {
      title: 'Wird nicht gezeigt',
      text: 'Dieses Gesicht ist nicht gut genug zu lesen.',
      remedy: 'Warum, steht bei seinem Alter.',
    },
    'not-asked': { title: 'Wird nicht gezeigt', text: 'Danach wurde nicht gefragt.', remedy: '' },
    'not-in-model': {
      title: 'Nicht in diesem Modell',
      text: 'Das Modell, das hier rechnet, hat nur Alter gelernt und kennt keine Stimmen.',
      remedy: 'Das voreingestellte kennt sie.',
    },
  },
  quality: germanQuality,
  qualityTag: (reasons) =>
    reasons.length === 0 ? 'ein Gesicht, gut zu lesen' : list(reasons.map((reason) => TAGS[reason])),
  noFace: {
    title: 'Kein Gesicht gefunden',
    text: 'Auf diesem Bild ist kein Gesicht zu lesen.',
    remedy: 'Nehmen Sie eines, auf dem es größer, heller oder der Kamera zugewandt ist.',
  },
  noFaceInView: {
    title: 'Kein Gesicht zu sehen',
    text: 'Die Kamera sieht gerade kein Gesicht.',
    remedy: 'Rücken Sie in die Mitte, mit Licht im Gesicht.',
  },
  noFaceTag: 'kein Gesicht gefunden',
  whereItLooks: 'wohin das Netz schaut',

  elementLabel: 'Wie alt ein Gesicht aussieht, als Kurve',
  pictureLabel: 'Das Bild, das angeschaut wird',
  cameraLabel: 'Ihre Kamera, wie im Spiegel',
  facesLabel: 'Gesichter auf dem Bild',
  invitation: 'Hier ist Platz für ein Gesicht.',
  cameraReason: 'Was die Kamera sieht, wird auf diesem Gerät angeschaut und vergessen.',

  useCamera: 'Kamera einschalten',
  stopCamera: 'Kamera ausschalten',
  tryAgain: 'Noch einmal versuchen',
  choosePhoto: 'Foto wählen',
  requests: (count) =>
    `${number(count)} ${plural(count, { one: 'Anfrage', other: 'Anfragen' })} seit dem Laden`,

  faces: (count) => (count === 1 ? 'Ein Gesicht' : `${number(count)} Gesichter`),
  face,

  errors: germanErrors,
};

const TAGS: Readonly<Record<QualityReason, string>> = {
  'too-small': 'zu klein',
  'turned-away': 'abgewandt',
  'too-dark': 'zu dunkel',
  'too-blurred': 'unscharf',
};

function face({ number: which, count }: FacePlace): string {
  return count === 1 ? 'Das Gesicht' : `Gesicht ${number(which)} von ${number(count)}`;
}

function between([low, high]: [low: number, high: number]): string {
  return low === high ? `etwa ${number(low)}` : `zwischen ${number(low)} und ${number(high)}`;
}

/** Where the expectation was, in whole years. */
function wentBetween(points: readonly TimelinePoint[]): string {
  const went = points.map(({ expectation }) => Math.round(expectation));
  return between([Math.min(...went), Math.max(...went)]);
}

function years({ expectation }: LabelDistribution): string {
  return expectation < 0.5 ? '<1' : number(Math.round(expectation));
}

/** Nothing is quite certain: a share that rounds to all or nothing is said as what it is. */
function wholePercent(share: number): string {
  if (share < 0.005) return 'unter 1 %';
  return share >= 0.995 ? 'über 99 %' : percent(share);
}
