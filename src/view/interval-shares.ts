import type { LabelDistribution } from '../distribution/index.ts';

/** The central intervals that are drawn in different strengths, in percent, the strongest first. */
export const INTERVAL_SHARES = [50, 80, 95] as const;
export type IntervalShare = (typeof INTERVAL_SHARES)[number];

/** For each label the narrowest interval that holds it; null outside all intervals. */
export function intervalShares(distribution: LabelDistribution): (IntervalShare | null)[] {
  const intervals = INTERVAL_SHARES.map((share) => ({ share, range: distribution.interval(share / 100) }));
  return Array.from(distribution.labels, (label) => {
    const holding = intervals.find(({ range: [low, high] }) => low <= label && label <= high);
    return holding?.share ?? null;
  });
}
