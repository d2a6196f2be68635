import type { LabelDistribution } from '../distribution/index.ts';
import { englishDots } from './english/dots.ts';
import { germanDots } from './german/dots.ts';
import type { Phrase } from './phrase.ts';
import type { Words } from './words.ts';

/** The sentences of the view that shows a curve as dots. They are loaded with the view. */
export interface DotsWords {
  /** Next to the number: of how many faces some are younger than an age. */
  readonly aboutYounger: (years: number, younger: number, all: number) => Phrase;
  /** Next to the line. */
  readonly youngerThan: (years: number, younger: number, all: number) => string;
  readonly youngerSlider: string;
  /** What a dot stands for, below the plot. */
  readonly dot: string;
  readonly dotsAloud: (age: LabelDistribution) => string;
  readonly dotColumns: readonly [labels: string, dots: string];
}

/** The view's own sentences in the language of the table, and custom ones in their place. */
export function dotsWordsFor(words: Words): DotsWords {
  const own = words.language.startsWith('de') ? germanDots(words) : englishDots(words);
  return { ...own, ...words.dots };
}
