import type { LabelDistribution } from '../distribution/index.ts';
import type { Phrase } from './phrase.ts';

export type Sureness = 'less' | 'same' | 'more';

/** How a language says how a curve has changed since the first one. */
export interface ChangeWords {
  /** Before the ages between which 8 in 10 are, where nothing has changed. */
  readonly asAtFirst: string;
  readonly older: (years: number) => string;
  readonly younger: (years: number) => string;
  readonly sureness: Readonly<Record<Sureness, string>>;
  /** The same after "the same age", whose sentence goes on in another way. */
  readonly sameAge: Readonly<Record<Exclude<Sureness, 'same'>, string>>;
  /** Before and after the ages between which 8 in 10 are. */
  readonly eightInTen: readonly [before: string, after: string];
  /** The ages between which 8 in 10 are. */
  readonly interval: (age: LabelDistribution) => string;
}

/** By this factor the interval of 8 in 10 has to grow or shrink to be worth a word. */
const MUCH = 1.15;

export function changePhrase(first: LabelDistribution, now: LabelDistribution, words: ChangeWords): Phrase {
  const years = Math.round(now.expectation) - Math.round(first.expectation);
  const sureness = surenessOf(first, now);
  const [before, after] = words.eightInTen;
  const isSame = years === 0 && sureness === 'same';
  const start = isSame ? words.asAtFirst : `${moved(years, sureness, words)}: ${before}`;
  return [start, { mark: words.interval(now) }, after];
}

function moved(years: number, sureness: Sureness, words: ChangeWords): string {
  if (years > 0) return words.older(years) + words.sureness[sureness];
  if (years < 0) return words.younger(-years) + words.sureness[sureness];
  return sureness === 'same' ? '' : words.sameAge[sureness];
}

/** Compares the widths of the intervals that hold 8 in 10. */
export function surenessOf(first: LabelDistribution, now: LabelDistribution): Sureness {
  const [before, after] = [first, now].map((age) => {
    const [low, high] = age.interval(0.8);
    return high - low;
  }) as [number, number];
  if (after > MUCH * before) return 'less';
  return MUCH * after < before ? 'more' : 'same';
}
