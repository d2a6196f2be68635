import type { LabelDistribution } from '../distribution/index.ts';
import type { FaceCurveErrorCode } from '../errors.ts';
import type { Quality, QualityReason, Withheld } from '../types.ts';

/** A sentence in parts; what the sentence is about is marked, and stands out in the colour of its curve. */
export type Phrase = readonly (string | { readonly mark: string })[];

/** Something that stands in the place of a curve: what is the matter, and the way on. */
export interface Message {
  readonly title: string;
  readonly text: string;
  readonly remedy: string;
}

/** Where a face is among several, counted from 1. */
export interface FacePlace {
  readonly number: number;
  readonly count: number;
}

/** Every sentence that is made up while the page runs. A language is one such table. */
export interface Sentences {
  readonly number: (value: number, decimals?: number) => string;
  readonly percent: (share: number) => string;

  /** Above the number. */
  readonly looksAbout: (place: FacePlace) => string;
  /** The expectation in whole years. */
  readonly years: (age: LabelDistribution) => string;
  readonly ageRange: (age: LabelDistribution) => string;
  readonly aboutAge: (age: LabelDistribution) => Phrase;
  readonly ageAloud: (age: LabelDistribution) => string;
  readonly likeliestAge: (age: LabelDistribution) => string;

  readonly howRatersVoted: string;
  readonly outOf: (votes: LabelDistribution) => string;
  readonly aboutVotes: (votes: LabelDistribution) => Phrase;
  readonly votesAloud: (votes: LabelDistribution) => string;
  readonly votesSource: string;
  readonly votesOff: string;

  /** Beside the pin of a curve. */
  readonly expected: (expectation: number) => string;
  readonly ageColumns: readonly [labels: string, probability: string];
  readonly voteColumns: readonly [labels: string, probability: string];

  /** In the place of a curve while there is none. */
  readonly gettingReady: string;
  readonly loaded: (loadedBytes: number, totalBytes: number) => string;
  readonly checking: string;
  readonly loading: string;
  readonly notLoaded: string;
  readonly looking: string;
  readonly lookingAtPicture: string;
  readonly noPicture: string;
  readonly noVotesYet: string;
  readonly waitingForCamera: Message;
  readonly cameraLeft: Message;
  readonly cameraLost: Message;

  readonly withheld: Readonly<Record<Withheld['withheld'], Message>>;
  readonly quality: (reason: QualityReason, quality: Quality) => Message;
  readonly qualityTag: (reason: QualityReason | null) => string;
  readonly noFace: Message;
  readonly noFaceInView: Message;
  readonly noFaceTag: string;

  readonly useCamera: string;
  readonly stopCamera: string;
  readonly tryAgain: string;
  readonly choosePhoto: string;
  readonly requests: (count: number) => string;

  readonly faces: (count: number) => string;
  readonly face: (place: FacePlace) => string;

  readonly errors: Readonly<Record<FaceCurveErrorCode, Message>>;
}
