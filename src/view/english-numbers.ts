import type { LabelDistribution } from '../distribution/index.ts';

const formats = [0, 1, 2].map(
  (decimals) =>
    new Intl.NumberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
);
const percentFormat = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

export function formatNumber(value: number, decimals = 0): string {
  return (formats[decimals] ?? formats[2])?.format(value) ?? String(value);
}

export function formatPercent(share: number): string {
  return share > 0 && share < 0.005 ? 'under 1%' : percentFormat.format(share);
}

/** The interval's ends as whole labels, which never lie beyond the first and last one. */
export function wholeInterval(distribution: LabelDistribution, share: number): [low: number, high: number] {
  const first = distribution.labels[0] ?? 0;
  const last = distribution.labels.at(-1) ?? 0;
  const [low, high] = distribution.interval(share);
  const whole = (value: number) => Math.min(last, Math.max(first, Math.round(value)));
  return [whole(low), whole(high)];
}

export function between([low, high]: [low: number, high: number]): string {
  return low === high
    ? `about ${formatNumber(low)}`
    : `between ${formatNumber(low)} and ${formatNumber(high)}`;
}
