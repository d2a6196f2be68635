import type { LabelDistribution } from '../distribution/index.ts';
import type { Quality, QualityReason } from '../types.ts';
import { englishErrors } from './english-errors.ts';
import { between, formatNumber, formatPercent, wholeInterval } from './english-numbers.ts';
import type { FacePlace, Message, Sentences } from './sentences.ts';

export const english: Sentences = {
  number: formatNumber,
  percent: formatPercent,

  looksAbout: (place) => (place.count === 1 ? 'Looks about' : `${facePlace(place)} looks about`),
  years,
  ageRange: (age) => between(wholeInterval(age, 0.8)).replace(' and ', ' to ').replace('between ', ''),
  aboutAge: (age) => ['8 in 10 faces with this curve are ', { mark: between(wholeInterval(age, 0.8)) }, '.'],
  ageAloud: (age) =>
    `Age curve. Looks about ${years(age)}. Of faces with this curve, half are ${between(wholeInterval(age, 0.5))}, ` +
    `8 in 10 ${between(wholeInterval(age, 0.8))}, 19 in 20 ${between(wholeInterval(age, 0.95))}.`,
  likeliestAge: ({ mode }) => `Most likely: ${formatNumber(mode)}`,

  howRatersVoted: 'How raters in one study voted',
  outOf: ({ labels }) => `of ${formatNumber(labels.at(-1) ?? 10)}`,
  aboutVotes: (votes) => [
    '8 in 10 of their votes would be ',
    { mark: between(wholeInterval(votes, 0.8)) },
    '.',
  ],
  votesAloud: (votes) =>
    `Curve of votes. The raters of one study would vote ${formatNumber(votes.expectation, 1)} on average. ` +
    `Half of their votes would be ${between(wholeInterval(votes, 0.5))}, ` +
    `8 in 10 ${between(wholeInterval(votes, 0.8))}.`,
  votesSource: '360 raters, one study, its own taste. Not a measure of anyone.',
  votesOff:
    'An estimate of how the 360 raters of one study would vote on this picture, from 1 to 10. ' +
    'It tells of their taste, and nothing of anyone’s worth.',

  expected: (expectation) => `expected ${formatNumber(expectation, 1)}`,
  ageColumns: ['Age in years', 'Share of the curve'],
  voteColumns: ['Vote', 'Share of the votes'],

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
  cameraLeft: {
    title: 'The camera is off',
    text: 'It was turned off when you left the page.',
    remedy: 'Turn it on again whenever you like.',
  },
  cameraLost: {
    title: 'The camera is gone',
    text: 'It was unplugged, or another program took it.',
    remedy: 'Connect it and try again, or choose a photo.',
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
      remedy: 'The age sheet says why.',
    },
    'not-asked': { title: 'Not shown', text: 'Votes were not asked for.', remedy: '' },
  },
  quality: qualityMessage,
  qualityTag: (reason) =>
    reason === null ? 'one face, good to read' : reason === 'too-small' ? 'too small to read' : 'turned away',
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

  useCamera: 'Use the camera',
  stopCamera: 'Stop the camera',
  tryAgain: 'Try again',
  choosePhoto: 'Choose a photo',
  requests: (count) =>
    count === 1 ? '1 request since loading' : `${formatNumber(count)} requests since loading`,

  faces: (count) => (count === 1 ? 'One face' : `${formatNumber(count)} faces`),
  face: facePlace,

  errors: englishErrors,
};

function facePlace({ number, count }: FacePlace): string {
  return count === 1 ? 'The face' : `Face ${number} of ${count}`;
}

function megabytes(bytes: number): string {
  return formatNumber(bytes / 1e6, 1);
}

function years({ expectation }: LabelDistribution): string {
  return expectation < 0.5 ? '<1' : formatNumber(Math.round(expectation));
}

function qualityMessage(reason: QualityReason, { eyeDistance }: Quality): Message {
  if (reason === 'too-small') {
    return {
      title: 'Too small to read',
      text: `The eyes are only ${formatNumber(Math.round(eyeDistance))} pixels apart, too few for an honest curve.`,
      remedy: 'Come closer, or choose a larger picture.',
    };
  }
  return {
    title: 'Turned away',
    text: 'Too little of this face is in view for an honest curve.',
    remedy: 'Try a picture in which it looks towards the camera.',
  };
}
