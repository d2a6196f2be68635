import type { LabelDistribution } from '../distribution/index.ts';

/** The interval's ends as whole labels, which never lie beyond the first and last one. */
export function wholeInterval(distribution: LabelDistribution, share: number): [low: number, high: number] {
  const first = distribution.labels[0] ?? 0;
  const last = distribution.labels.at(-1) ?? 0;
  const [low, high] = distribution.interval(share);
  const whole = (value: number) => Math.min(last, Math.max(first, Math.round(value)));
  return [whole(low), whole(high)];
}
