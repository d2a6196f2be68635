import type { LabelDistribution } from '../distribution/index.ts';

/** The ends of the interval as whole labels, limited to the first and the last label. */
export function wholeInterval(distribution: LabelDistribution, share: number): [low: number, high: number] {
  const first = distribution.labels[0] ?? 0;
  const last = distribution.labels.at(-1) ?? 0;
  const [low, high] = distribution.interval(share);
  const whole = (value: number) => Math.min(last, Math.max(first, Math.round(value)));
  return [whole(low), whole(high)];
}
