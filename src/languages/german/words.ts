import type { QualityReason } from '../../types.ts';
import type { FacePlace, Words } from '../words.ts';
import { germanErrors } from './errors.ts';
import { numbers, parts } from './parts.ts';
import { germanQuality } from './quality.ts';

const { number, megabytes, list } = numbers;
const { interval, percent, years, wholePercent } = parts;

export const germanWords: Words = {
  language: 'de',

  number,
  percent,

  looksAbout: (place) => (place.count === 1 ? 'Sieht aus wie etwa' : `${face(place)} sieht aus wie etwa`),
  years,
  aboutAge: (age) => ['8 von 10 Gesichtern mit dieser Kurve sind ', { mark: interval(age, 0.8) }, '.'],
  ageAloud: (age) =>
    `Alterskurve. Sieht aus wie etwa ${years(age)}. Von Gesichtern mit dieser Kurve ist die Hälfte ` +
    `${interval(age, 0.5)}, 8 von 10 sind ${interval(age, 0.8)}, ` +
    `19 von 20 ${interval(age, 0.95)}.`,

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
  aboutVotes: (votes) => ['8 von 10 ihrer Stimmen lägen ', { mark: interval(votes, 0.8) }, '.'],
  votesAloud: (votes) =>
    `Kurve der Stimmen. Die Bewerter einer Studie gäben im Mittel ${number(votes.expectation, 1)}. ` +
    `Die Hälfte ihrer Stimmen läge ${interval(votes, 0.5)}, ` +
    `8 von 10 lägen ${interval(votes, 0.8)}.`,
  votesSource: '360 Bewerter, eine Studie, deren Geschmack. Kein Maß für irgendwen.',

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
