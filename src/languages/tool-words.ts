import type { LabelDistribution } from '../distribution/index.ts';
import type { ApartWords } from './apart.ts';
import type { Phrase } from './phrase.ts';

/** An estimate at a moment: expectation and the ends of its 80 % interval, in labels. */
export interface TimelinePoint {
  /** Milliseconds. */
  readonly time: number;
  readonly expectation: number;
  readonly low: number;
  readonly high: number;
}

/** The sentences that only the demo page makes while it runs. */
export interface ToolWords {
  readonly page: {
    readonly notLoaded: string;
    readonly choosePhoto: string;
    readonly requests: (count: number) => string;
    /** Added to the notice: where to see how easily the estimate is fooled. */
    readonly noticeRemedy: string;
  };
  readonly age: {
    readonly likeliest: (age: LabelDistribution) => string;
    /** The interval that holds 8 in 10. */
    readonly range: (age: LabelDistribution) => string;
  };
  readonly votes: {
    /** In the place of the votes while they are switched off. */
    readonly off: string;
  };
  /** A camera's estimates in order of time. */
  readonly timeline: {
    readonly heading: (points: readonly TimelinePoint[]) => string;
    readonly aloud: (points: readonly TimelinePoint[]) => string;
    /** The heading and the description of a video's timeline. */
    readonly film: (points: readonly TimelinePoint[]) => string;
    readonly secondsAgo: (seconds: number) => string;
    readonly now: string;
  };
  readonly camera: {
    readonly controls: string;
    readonly isOn: string;
    readonly which: string;
    /** The name of a camera that has none. */
    readonly numbered: (number: number) => string;
    readonly switchFacing: string;
    readonly mirrored: string;
    /** The shutter: the camera's picture becomes the photo. */
    readonly still: string;
  };
  readonly compare: {
    readonly heading: string;
    readonly hold: string;
    readonly letGo: string;
    readonly first: string;
    readonly second: string;
    readonly both: string;
    /** What to do while there is no second face. */
    readonly next: string;
    /** @param share 0 to 1 */
    readonly overlap: (share: number) => Phrase;
    readonly apart: ApartWords;
    readonly agesOnly: string;
  };
  readonly save: {
    /** Where the device has a sheet for sharing. */
    readonly share: string;
    readonly sharePair: string;
    /** Elsewhere: saves the same pictures. */
    readonly tall: string;
    readonly pair: string;
    readonly picture: string;
    readonly numbers: string;
    readonly withFace: string;
    readonly nothingStored: string;
    /** On the saved picture. */
    readonly model: (name: string, version: string) => string;
    readonly promise: string;
    readonly day: (time: Date) => string;
  };
}
