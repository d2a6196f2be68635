import type { LabelDistribution } from '../distribution/index.ts';
import type { ChangeWords } from './change.ts';
import { englishFool } from './english/fool.ts';
import { englishParts } from './english/parts.ts';
import { germanFool } from './german/fool.ts';
import { germanParts } from './german/parts.ts';
import type { Phrase } from './phrase.ts';
import { speechIn } from './speech.ts';

/** What can be done to a picture. */
export type Perturbation =
  | 'light'
  | 'side'
  | 'blur'
  | 'sharpness'
  | 'size'
  | 'tilt'
  | 'noise'
  | 'jpeg'
  | 'eyes'
  | 'mouth'
  | 'grey';

/** Why the camera's picture gives a poor estimate, or none. */
export type HintReason = 'closer' | 'light' | 'towards' | 'still';

/** The sentences of the demo's sheet for changing a picture, and the hints for the camera. They load with the sheet. */
export interface FoolWords {
  readonly lesson: string;
  readonly which: string;
  readonly names: Readonly<Record<Perturbation, string>>;
  /** A place of a slider, in its unit; of `size`, the pixels between the eyes. */
  readonly values: Readonly<Record<Perturbation, (value: number) => string>>;
  readonly run: string;
  readonly stop: string;
  readonly back: string;
  readonly picture: string;
  /** How the curve has changed since the first one. */
  readonly change: ChangeWords;
  /** @param why in a few words */
  readonly gaveUp: (why: string) => Phrase;
  /** The first curve next to the one now, as text. */
  readonly first: (age: LabelDistribution) => string;
  /** What came of going through a whole slider. @param lost number of its places without an estimate */
  readonly swept: (age: { readonly low: number; readonly high: number } | null, lost: number) => string;
  readonly hints: Readonly<Record<HintReason, string>>;
}

/** @param language that of `Words` */
export function foolWordsFor(language: string): FoolWords {
  return language === 'de'
    ? germanFool(speechIn('de', germanParts))
    : englishFool(speechIn('en', englishParts));
}
