import type { LabelDistribution } from '../distribution/index.ts';

/** How a language says by how many years the second of two faces looks older than the first. */
export interface ApartWords {
  readonly same: string;
  readonly older: (years: number) => string;
  readonly younger: (years: number) => string;
  /** In 8 of 10 pairs. */
  readonly mostOlder: (low: number, high: number) => string;
  readonly mostYounger: (low: number, high: number) => string;
  readonly mostEither: (younger: number, older: number) => string;
}

/** @param apart years by which the second face looks older, as a distribution */
export function apartSentences(apart: LabelDistribution, words: ApartWords): string {
  return `${onAverage(apart, words)} ${inMost(apart, words)}`;
}

function onAverage({ expectation }: LabelDistribution, words: ApartWords): string {
  const years = Math.round(Math.abs(expectation));
  if (years === 0) return words.same;
  return expectation > 0 ? words.older(years) : words.younger(years);
}

function inMost(apart: LabelDistribution, words: ApartWords): string {
  const [low, high] = apart.interval(0.8);
  const [least, most] = [Math.round(low), Math.round(high)];
  if (least >= 0) return words.mostOlder(least, most);
  if (most <= 0) return words.mostYounger(-most, -least);
  return words.mostEither(-least, most);
}
