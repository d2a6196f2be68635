import type { QualityReason } from '../../types.ts';
import type { Speech } from '../speech.ts';
import type { FacePlace, Words } from '../words.ts';
import { germanErrors } from './errors.ts';
import { germanQuality } from './quality.ts';

const TAGS: Readonly<Record<QualityReason, string>> = {
  'too-small': 'zu klein',
  'turned-away': 'abgewandt',
  'too-dark': 'zu dunkel',
  'too-blurred': 'unscharf',
};

export function germanWords({ numbers, parts }: Speech): Words {
  const { number, megabytes, list } = numbers;
  const { interval, percent, years, wholePercent } = parts;
  const face = ({ number: which, count }: FacePlace): string =>
    count === 1 ? 'Das Gesicht' : `Gesicht ${number(which)} von ${number(count)}`;

  return {
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
      `Älter-als-Kurve. Von Gesichtern mit dieser Kurve sind 95 % älter als ${number(Math.round(age.quantile(0.05)))}, ` +
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
    votesSource: '360 Bewerter einer Studie und ihr Geschmack. Kein Maß für Menschen.',

    expected: (expectation) => `erwartet ${number(expectation, 1)}`,
    strengths: 'Stärken der Balken',
    ageColumns: ['Alter in Jahren', 'Anteil der Kurve'],
    olderColumns: ['Älter als', 'Anteil der Kurve'],
    voteColumns: ['Stimme', 'Anteil der Stimmen'],
    views: {
      choice: 'Was das Diagramm zeigt',
      histogram: 'Histogramm',
      cumulative: 'Älter als …',
      dots: 'Punkte',
    },
    dots: {},

    gettingReady: 'Wird vorbereitet',
    loaded: (loadedBytes, totalBytes) =>
      `${megabytes(loadedBytes)} von ${megabytes(totalBytes)} MB. Ihre Bilder bleiben hier.`,
    checking: 'Prüft, ob dieser Browser richtig rechnet.',
    loading: 'Lädt',
    estimating: 'Schätzt',
    estimatingFace: 'Sucht das Gesicht und schätzt seine Kurve.',
    noPicture: 'Ohne ein Gesicht ist jedes Alter gleich wahrscheinlich. Wählen Sie ein Bild.',
    noVotesYet: 'Noch ist kein Gesicht da.',
    waitingForCamera: {
      title: 'Wartet auf die Kamera',
      text: 'Vielleicht fragt Ihr Browser, ob Sie die Kamera erlauben.',
      remedy: 'Kamerabilder werden auf diesem Gerät verarbeitet und nicht behalten.',
    },
    waitingForAnswer: {
      title: 'Wartet noch auf Ihre Antwort',
      text: 'Ihr Browser fragt, ob diese Seite die Kamera benutzen darf.',
      remedy: 'Erlauben Sie die Kamera oben im Fenster oder in der Adresszeile.',
    },
    cameraMuted: {
      title: 'Die Kamera liefert kein Bild',
      text: 'Die Kamera ist verdeckt, oder eine Taste oder das System hat sie stummgeschaltet.',
      remedy: 'Decken Sie die Kamera auf oder schalten Sie sie ein: Die Kurve geht dann weiter.',
    },
    cameraOff: {
      title: 'Die Kamera ist aus',
      text: 'Kein Kamerabild wurde behalten.',
      remedy: 'Sie können die Kamera jederzeit wieder einschalten.',
    },
    cameraLeft: {
      title: 'Die Kamera ist aus',
      text: 'Die Kamera wurde ausgeschaltet, als Sie die Seite verließen.',
      remedy: 'Sie können die Kamera jederzeit wieder einschalten.',
    },
    openedFromDisk: {
      title: 'Die Seite braucht einen Webserver',
      text: 'Eine Seite, die per Doppelklick geöffnet ist, darf die Dateien neben sich nicht lesen.',
      remedy: 'Öffnen Sie die Seite über einen Webserver: Ihre Adresse beginnt dann mit http.',
    },

    withheld: {
      'may-be-minor': {
        title: 'Wird nicht gezeigt',
        text: 'Dieses Gesicht könnte unter 18 sein, darum werden keine Stimmen gezeigt.',
        remedy: 'Keine Einstellung ändert das.',
      },
      'not-usable': {
        title: 'Wird nicht gezeigt',
        text: 'Das Bild dieses Gesichts reicht für eine Schätzung nicht aus.',
        remedy: 'Den Grund finden Sie bei seinem Alter.',
      },
      'not-asked': { title: 'Wird nicht gezeigt', text: 'Diese Kurve wurde nicht angefordert.', remedy: '' },
      'not-in-model': {
        title: 'Nicht in diesem Modell',
        text: 'Dieses Modell hat nur Alter gelernt und kennt keine Stimmen.',
        remedy: 'Das voreingestellte Modell kann Stimmen schätzen.',
      },
    },
    quality: germanQuality(numbers),
    qualityTag: (reasons) =>
      reasons.length === 0 ? 'ein Gesicht, gute Qualität' : list(reasons.map((reason) => TAGS[reason])),
    noFace: {
      title: 'Kein Gesicht gefunden',
      text: 'Auf diesem Bild wurde kein Gesicht gefunden.',
      remedy: 'Nehmen Sie ein Bild, auf dem das Gesicht größer, heller oder der Kamera zugewandt ist.',
    },
    noFaceInView: {
      title: 'Kein Gesicht zu sehen',
      text: 'Die Kamera sieht gerade kein Gesicht.',
      remedy: 'Rücken Sie in die Mitte, mit Licht im Gesicht und freier Kamera.',
    },
    noFaceTag: 'kein Gesicht gefunden',
    whereItLooks: 'wohin das Netz schaut',

    elementLabel: 'Wie alt ein Gesicht aussieht, als Kurve',
    pictureLabel: 'Das Bild',
    cameraLabel: 'Ihre Kamera',
    facesLabel: 'Gesichter auf dem Bild',
    invitation: 'Hier ist Platz für ein Gesicht.',
    cameraReason: 'Kamerabilder werden auf diesem Gerät verarbeitet und nicht behalten.',

    useCamera: 'Kamera einschalten',
    stopCamera: 'Kamera ausschalten',
    tryAgain: 'Noch einmal versuchen',

    faces: (count) => (count === 1 ? 'Ein Gesicht' : `${number(count)} Gesichter`),
    face,

    errors: germanErrors,
  };
}
