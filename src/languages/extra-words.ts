import type { FacePlace } from './words.ts';

/** What a key of the demo page does. */
export type ShortcutName =
  | 'camera'
  | 'photo'
  | 'shutter'
  | 'previous'
  | 'next'
  | 'view'
  | 'where'
  | 'votes'
  | 'keys';

/** Sentences of the parts of the demo page that are loaded when they are used. */
export interface ExtraWords {
  /** The row of pictures to go back to. */
  readonly looked: {
    readonly heading: (count: number) => string;
    /** @param said what is known of the picture */
    readonly picture: (place: FacePlace, said: string) => string;
    readonly looksAbout: (years: string) => string;
    readonly waiting: string;
    readonly noCurve: string;
    readonly video: string;
    readonly remove: string;
    readonly most: (count: number) => string;
  };
  /** The handle on the timeline. */
  readonly scrub: {
    readonly slider: string;
    readonly at: (seconds: number) => string;
    readonly play: string;
    readonly pause: string;
  };
  /** On a picture that is passed on. */
  readonly share: {
    readonly madeHere: string;
  };
  /** The list of keys. */
  readonly shortcuts: {
    readonly heading: string;
    readonly space: string;
    readonly use: string;
    readonly close: string;
    readonly does: Readonly<Record<ShortcutName, string>>;
  };
}
