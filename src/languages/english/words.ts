import type { LabelDistribution } from '../distribution/index.ts';
import type { QualityReason } from '../types.ts';
import { englishErrors } from './english-errors.ts';
import { englishQuality } from './english-quality.ts';
import { numbersIn } from './numbers.ts';
import type { TimelinePoint } from './timeline-layout.ts';
import { wholeInterval } from './whole-interval.ts';
import type { FacePlace, Words } from './words.ts';

const { number, percent, megabytes, plural, list } = numbersIn('en');

export const english: Words = {
  language: 'en',

  number,
  percent: (share) => (share > 0 && share < 0.005 ? 'under 1%' : percent(share)),

  looksAbout: (place) => (place.count === 1 ? 'Looks about' : `${face(place)} looks about`),
  years,
  ageRange: (age) => {
    const [low, high] = wholeInterval(age, 0.8);
    return low === high ? `about ${number(low)}` : `${number(low)} to ${number(high)}`;
  },
  aboutAge: (age) => ['8 in 10 faces with this curve are ', { mark: between(wholeInterval(age, 0.8)) }, '.'],
  ageAloud: (age) =>
    `Age curve. Looks about ${years(age)}. Of faces with this curve, half are ${between(wholeInterval(age, 0.5))}, ` +
    `8 in 10 ${between(wholeInterval(age, 0.8))}, 19 in 20 ${between(wholeInterval(age, 0.95))}.`,
  likeliestAge: ({ mode }) => `Most likely: ${number(mode)}`,

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
  aboutVotes: (votes) => [
    '8 in 10 of their votes would be ',
    { mark: between(wholeInterval(votes, 0.8)) },
    '.',
  ],
  votesAloud: (votes) =>
    `Curve of votes. The raters of one study would vote ${number(votes.expectation, 1)} on average. ` +
    `Half of their votes would be ${between(wholeInterval(votes, 0.5))}, ` +
    `8 in 10 ${between(wholeInterval(votes, 0.8))}.`,
  votesSource: '360 raters, one study, its own taste. Not a measure of anyone.',
  votesOff:
    'An estimate of how the 360 raters of one study would vote on this picture, from 1 to 10. ' +
    'It tells of their taste, and nothing of anyone’s worth.',

  timeline: (points) =>
    points.length === 0 ? 'The last 30 seconds' : `The last 30 seconds: ${wentBetween(points)}`,
  timelineAloud: (points) => {
    const newest = points.at(-1);
    if (newest === undefined) return 'Timeline of the last 30 seconds. Nothing was seen yet.';
    const [low, high] = [newest.low, newest.high].map(Math.round);
    return (
      `Timeline of the last 30 seconds. Looks about ${number(Math.round(newest.expectation))} now; the number was ` +
      `${wentBetween(points)}. 8 in 10 faces with the curve of now are ${between([low ?? 0, high ?? 0])}.`
    );
  },
  secondsAgo: (seconds) => `${number(seconds)} seconds ago`,
  now: 'now',

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
  notLoaded: 'Not loaded',
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
  choosePhoto: 'Choose a photo',
  requests: (count) =>
    `${number(count)} ${plural(count, { one: 'request', other: 'requests' })} since loading`,

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

function between([low, high]: [low: number, high: number]): string {
  return low === high ? `about ${number(low)}` : `between ${number(low)} and ${number(high)}`;
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
  if (share < 0.005) return 'under 1%';
  return share >= 0.995 ? 'over 99%' : percent(share);
}
