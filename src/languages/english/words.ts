import type { QualityReason } from '../../types.ts';
import type { Speech } from '../speech.ts';
import type { FacePlace, Words } from '../words.ts';
import { englishErrors } from './errors.ts';
import { englishQuality } from './quality.ts';

const TAGS: Readonly<Record<QualityReason, string>> = {
  'too-small': 'too small',
  'turned-away': 'turned away',
  'too-dark': 'too dark',
  'too-blurred': 'blurred',
};

export function englishWords({ numbers, parts }: Speech): Words {
  const { number, megabytes, list } = numbers;
  const { interval, percent, years, wholePercent } = parts;
  const face = ({ number: which, count }: FacePlace): string =>
    count === 1 ? 'The face' : `Face ${number(which)} of ${number(count)}`;

  return {
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
      `Older-than curve. Of faces with this curve, 95% are older than ${number(Math.round(age.quantile(0.05)))}, ` +
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
    votesSource: '360 raters of one study and their taste. Not a measure of anyone.',

    expected: (expectation) => `expected ${number(expectation, 1)}`,
    strengths: 'Strengths of the bars',
    ageColumns: ['Age in years', 'Share of the curve'],
    olderColumns: ['Older than', 'Share of the curve'],
    voteColumns: ['Vote', 'Share of the votes'],
    views: { choice: 'What the plot shows', histogram: 'Histogram', cumulative: 'Older than…', dots: 'Dots' },
    dots: {},

    gettingReady: 'Getting ready',
    loaded: (loadedBytes, totalBytes) =>
      `${megabytes(loadedBytes)} of ${megabytes(totalBytes)} MB. Your pictures stay here.`,
    checking: 'Checking that this browser computes correctly.',
    loading: 'Loading',
    estimating: 'Estimating',
    estimatingFace: 'Finding the face and estimating its curve.',
    noPicture: 'Without a face, all ages are equally likely. Add a picture.',
    noVotesYet: 'There is no face yet.',
    waitingForCamera: {
      title: 'Waiting for the camera',
      text: 'Your browser may ask you to allow the camera.',
      remedy: 'Camera pictures are processed on this device and not kept.',
    },
    waitingForAnswer: {
      title: 'Still waiting for your answer',
      text: 'Your browser asks whether this page may use the camera.',
      remedy: 'Allow the camera at the top of the window or in the address bar.',
    },
    cameraMuted: {
      title: 'The camera sends no picture',
      text: 'The camera is covered, or muted by a key or the system.',
      remedy: 'Uncover the camera or turn it on: the curve continues.',
    },
    cameraOff: {
      title: 'The camera is off',
      text: 'No camera picture was kept.',
      remedy: 'You can turn it on again at any time.',
    },
    cameraLeft: {
      title: 'The camera is off',
      text: 'The camera was turned off when you left the page.',
      remedy: 'You can turn it on again at any time.',
    },
    openedFromDisk: {
      title: 'The page needs a web server',
      text: 'A page that is opened by double click may not read the files next to it.',
      remedy: 'Open the page through a web server: its address then begins with http.',
    },

    withheld: {
      'may-be-minor': {
        title: 'Not shown',
        text: 'This face may be under 18, so no votes are shown.',
        remedy: 'No setting changes this.',
      },
      'not-usable': {
        title: 'Not shown',
        text: 'The picture of this face is not good enough for an estimate.',
        remedy: 'See the reason given for its age.',
      },
      'not-asked': { title: 'Not shown', text: 'This curve was not requested.', remedy: '' },
      'not-in-model': {
        title: 'Not in this model',
        text: 'This model was trained on ages only and knows no votes.',
        remedy: 'The default model can estimate votes.',
      },
    },
    quality: englishQuality(numbers),
    qualityTag: (reasons) =>
      reasons.length === 0 ? 'one face, good quality' : list(reasons.map((reason) => TAGS[reason])),
    noFace: {
      title: 'No face found',
      text: 'The detector found no face in this picture.',
      remedy: 'Try a picture in which the face is larger, better lit or turned to the camera.',
    },
    noFaceInView: {
      title: 'No face in view',
      text: 'The camera sees no face right now.',
      remedy: 'Move to the middle, with light on your face and nothing over the camera.',
    },
    noFaceTag: 'no face found',
    whereItLooks: 'where the network looks',

    elementLabel: 'How old a face looks, as a curve',
    pictureLabel: 'The picture',
    cameraLabel: 'Your camera',
    facesLabel: 'Faces in the picture',
    invitation: 'A face goes here.',
    cameraReason: 'Camera pictures are processed on this device and not kept.',

    useCamera: 'Use the camera',
    stopCamera: 'Stop the camera',
    tryAgain: 'Try again',

    faces: (count) => (count === 1 ? 'One face' : `${number(count)} faces`),
    face,

    errors: englishErrors,
  };
}
