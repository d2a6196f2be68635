import type { LabelDistribution } from '../distribution/index.ts';
import type { FaceCurveErrorCode } from '../errors.ts';
import type { Quality, QualityReason, Withheld } from '../types.ts';
import type { DotsWords } from './dots-words.ts';
import type { Phrase } from './phrase.ts';

/** What stands in the place of a curve: what is the matter, and how to fix it. */
export interface Message {
  readonly title: string;
  readonly text: string;
  /** Empty where the user can do nothing. */
  readonly remedy: string;
}

/** The number of a face among several, counted from 1. */
export interface FacePlace {
  readonly number: number;
  readonly count: number;
}

/** The sentences of the element, which the demo shares. */
export interface Words {
  /** The language of the sentences (BCP 47). */
  readonly language: string;

  readonly number: (value: number, decimals?: number) => string;
  readonly percent: (share: number) => string;

  /** Above the number. */
  readonly looksAbout: (place: FacePlace) => string;
  /** The expectation in whole years. */
  readonly years: (age: LabelDistribution) => string;
  readonly aboutAge: (age: LabelDistribution) => Phrase;
  readonly ageAloud: (age: LabelDistribution) => string;

  /** How likely a face looks older than an age; `share` is 0 to 1. */
  readonly aboutOlder: (years: number, share: number) => Phrase;
  readonly olderThan: (years: number, share: number) => string;
  readonly olderAloud: (age: LabelDistribution) => string;
  readonly olderSlider: string;

  readonly howRatersVoted: string;
  readonly outOf: (votes: LabelDistribution) => string;
  readonly aboutVotes: (votes: LabelDistribution) => Phrase;
  readonly votesAloud: (votes: LabelDistribution) => string;
  readonly votesSource: string;

  /** Next to the pin of a curve. */
  readonly expected: (expectation: number) => string;
  /** What the strengths of the bars stand for. */
  readonly strengths: string;
  readonly ageColumns: readonly [labels: string, probability: string];
  readonly olderColumns: readonly [labels: string, probability: string];
  readonly voteColumns: readonly [labels: string, probability: string];
  readonly views: Readonly<Record<'choice' | 'histogram' | 'cumulative' | 'dots', string>>;
  /** Custom sentences of the dots; their own ones are loaded with them. */
  readonly dots: Partial<DotsWords>;

  /** In the place of a curve while there is none. */
  readonly gettingReady: string;
  readonly loaded: (loadedBytes: number, totalBytes: number) => string;
  readonly checking: string;
  readonly loading: string;
  readonly estimating: string;
  readonly estimatingFace: string;
  readonly noPicture: string;
  readonly noVotesYet: string;
  readonly waitingForCamera: Message;
  /** After a while. */
  readonly waitingForAnswer: Message;
  readonly cameraMuted: Message;
  readonly cameraOff: Message;
  readonly cameraLeft: Message;
  /** The page was opened from a disk by double click, and may not read the files next to it. */
  readonly openedFromDisk: Message;

  readonly withheld: Readonly<Record<Withheld['withheld'], Message>>;
  readonly quality: Readonly<Record<QualityReason, (quality: Quality) => Message>>;
  /** Whether a face is good enough for an estimate, and why not, in a few words on the picture. */
  readonly qualityTag: (reasons: readonly QualityReason[]) => string;
  readonly noFace: Message;
  readonly noFaceInView: Message;
  readonly noFaceTag: string;
  /** On the picture, while it shows where the network looks. */
  readonly whereItLooks: string;

  /** Names of the element's parts for screen readers. */
  readonly elementLabel: string;
  readonly pictureLabel: string;
  readonly cameraLabel: string;
  readonly facesLabel: string;
  readonly invitation: string;
  readonly cameraReason: string;

  readonly useCamera: string;
  readonly stopCamera: string;
  readonly tryAgain: string;

  readonly faces: (count: number) => string;
  readonly face: (place: FacePlace) => string;

  readonly errors: Readonly<Record<FaceCurveErrorCode, Message>>;
}
