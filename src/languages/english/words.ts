import type { QualityReason } from '../../types.ts';
import type { FacePlace, Words } from '../words.ts';
import { englishErrors } from './errors.ts';
import { numbers, parts } from './parts.ts';
import { englishQuality } from './quality.ts';

const { number, megabytes, list } = numbers;
const { interval, percent, years, wholePercent } = parts;

export const englishWords: Words = {
  language: 'en',

  number,
  percent,

  looksAbout: (place) => (place.count === 1 ? 'Looks about' : `${face(place)} looks about`),
  years,
  aboutAge: (age) => ['8 in 10 faces with this curve are ', { mark: interval(age, 0.8) }, '.'],
  ageAloud: (age) =>
    `Age curve. Looks about ${years(age)}. Of faces with this curve, half are ${interval(age, 0.5)}, ` +
    `8 in 10 ${interval(age, 0.8)}, 19 in 20 ${interval(age, 0.95)}.`,

  aboutOlder: (age, share) => [
    { mark: wholePercent(share) },
    ` of faces with this curve are older than ${number(age)}.`,
  ],
  olderThan: (age, share) => `older than ${number(age)}: ${wholePercent(share)}`,
  olderAloud: (age) =>
    `Curve of being older. Of faces with this curve, 95% are older than ${number(Math.round(age.quantile(0.05)))}, ` +
    `half older than ${number(Math.round(age.quantile(0.5)))}, ` +
    `5% older than ${number(Math.round(age.quantile(0.95)))}.`,
  olderSlider: 'Older than',

  howRatersVoted: 'How raters in one study voted',
  outOf: ({ labels }) => `of ${number(labels.at(-1) ?? 10)}`,
  aboutVotes: (votes) => ['8 in 10 of their votes would be ', { mark: interval(votes, 0.8) }, '.'],
  votesAloud: (votes) =>
    `Curve of votes. The raters of one study would vote ${number(votes.expectation, 1)} on average. ` +
    `Half of their votes would be ${interval(votes, 0.5)}, ` +
    `8 in 10 ${interval(votes, 0.8)}.`,
  votesSource: '360 raters, one study, its own taste. Not a measure of anyone.',

  expected: (expectation) => `expected ${number(expectation, 1)}`,
  strengths: 'Strengths of the bars',
  ageColumns: ['Age in years', 'Share of the curve'],
  olderColumns: ['Older than', 'Share of the curve'],
  voteColumns: ['Vote', 'Share of the votes'],
  views: { choice: 'What the plot shows', histogram: 'Histogram', cumulative: 'Older than…' },

  gettingReady: 'Getting ready',
  loaded: (loadedBytes, totalBytes) =>
    `${megabytes(loadedBytes)} of ${megabytes(totalBytes)} MB. Your pictures stay here.`,
  checking: 'Checking this browser’s arithmetic.',
  loading: 'Loading',
  looking: 'Looking',
  lookingAtPicture: 'Finding the face and reading its curve.',
  noPicture: 'Without a face, every age is as likely as the next. Show it one.',
  noVotesYet: 'There is no face yet.',
  waitingForCamera: {
    title: 'Waiting for the camera',
    text: 'Your browser may ask whether this page may use it.',
    remedy: 'What it sees is looked at on this device and forgotten.',
  },
  cameraOff: {
    title: 'The camera is off',
    text: 'Nothing of what it saw was kept.',
    remedy: 'Turn it on again whenever you like.',
  },
  cameraLeft: {
    title: 'The camera is off',
    text: 'It was turned off when you left the page.',
    remedy: 'Turn it on again whenever you like.',
  },

  withheld: {
    'may-be-minor': {
      title: 'Not shown',
      text: 'This face may be under 18, so there are no votes to see.',
      remedy: 'No setting changes that.',
    },
    'not-usable': {
      title: 'Not shown',
      text: 'This face cannot be read well enough.',
      remedy: 'What is said of its age tells why.',
    },
    'not-asked': { title: 'Not shown', text: 'It was not asked for.', remedy: '' },
    'not-in-model': {
      title: 'Not in this model',
      text: 'The model in use was learned from ages alone and knows no votes.',
      remedy: 'The default model does.',
    },
  },
  quality: englishQuality,
  qualityTag: (reasons) =>
    reasons.length === 0 ? 'one face, good to read' : list(reasons.map((reason) => TAGS[reason])),
  noFace: {
    title: 'No face found',
    text: 'There is no face to read in this picture.',
    remedy: 'Try one where it is larger, better lit or turned to the camera.',
  },
  noFaceInView: {
    title: 'No face in view',
    text: 'The camera sees no face right now.',
    remedy: 'Move into the middle, with light on your face.',
  },
  noFaceTag: 'no face found',
  whereItLooks: 'where the network looks',

  elementLabel: 'How old a face looks, as a curve',
  pictureLabel: 'The picture that is looked at',
  cameraLabel: 'Your camera, as in a mirror',
  facesLabel: 'Faces in the picture',
  invitation: 'A face goes here.',
  cameraReason: 'What the camera sees is looked at on this device and forgotten.',

  useCamera: 'Use the camera',
  stopCamera: 'Stop the camera',
  tryAgain: 'Try again',

  faces: (count) => (count === 1 ? 'One face' : `${number(count)} faces`),
  face,

  errors: englishErrors,
};

const TAGS: Readonly<Record<QualityReason, string>> = {
  'too-small': 'too small to read',
  'turned-away': 'turned away',
  'too-dark': 'too dark',
  'too-blurred': 'blurred',
};

function face({ number: which, count }: FacePlace): string {
  return count === 1 ? 'The face' : `Face ${number(which)} of ${number(count)}`;
}
