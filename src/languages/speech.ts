import type { LabelDistribution } from '../distribution/index.ts';
import { type Numbers, numbersIn } from './numbers.ts';
import type { TimelinePoint } from './tool-words.ts';
import { wholeInterval } from './whole-interval.ts';

/** The words of a language for these parts. */
export interface PartWords {
  readonly about: (value: string) => string;
  readonly between: (low: string, high: string) => string;
  readonly under: (share: string) => string;
  readonly over: (share: string) => string;
}

/** The parts of sentences that every language builds in the same way. */
export interface SentenceParts {
  /** The ends of the interval that holds this share, as whole labels. */
  ends(distribution: LabelDistribution, share: number): readonly [low: number, high: number];
  /** The whole numbers between which the distribution holds this share. */
  interval(distribution: LabelDistribution, share: number): string;
  /** The whole numbers between which the expectation was. */
  wentBetween(points: readonly TimelinePoint[]): string;
  between(ends: readonly [low: number, high: number]): string;
  years(age: LabelDistribution): string;
  /** A share in whole percent; only 0 itself is written as 0 %. */
  percent(share: number): string;
  /** A share in whole percent, but never 0 % or 100 %: nothing is quite certain. */
  wholePercent(share: number): string;
}

/** How a language writes numbers and parts of sentences: its tables are made with it. */
export interface Speech {
  readonly numbers: Numbers;
  readonly parts: SentenceParts;
}

/** @param language BCP 47, as `Intl` takes it */
export function speechIn(language: string, words: PartWords): Speech {
  const numbers = numbersIn(language);
  return { numbers, parts: sentenceParts(numbers, words) };
}

function sentenceParts({ number, percent }: Numbers, words: PartWords): SentenceParts {
  const between: SentenceParts['between'] = ([low, high]) =>
    low === high ? words.about(number(low)) : words.between(number(low), number(high));
  return {
    between,
    ends: wholeInterval,
    interval: (distribution, share) => between(wholeInterval(distribution, share)),
    wentBetween: (points) => {
      const expectations = points.map(({ expectation }) => Math.round(expectation));
      return between([Math.min(...expectations), Math.max(...expectations)]);
    },
    years: ({ expectation }) => (expectation < 0.5 ? '<1' : number(Math.round(expectation))),
    percent: (share) => (share > 0 && share < 0.005 ? words.under(percent(0.01)) : percent(share)),
    wholePercent: (share) => {
      if (share < 0.005) return words.under(percent(0.01));
      return share >= 0.995 ? words.over(percent(0.99)) : percent(share);
    },
  };
}
