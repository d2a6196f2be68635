import type { LabelDistribution } from '../distribution/index.ts';

/** If there are more labels than this, they are read aloud in groups of ten. */
const MOST_SINGLE_ROWS = 20;
const GROUP = 10;

export interface HistogramRow {
  readonly from: number;
  readonly to: number;
  /** 0 to 1. */
  readonly probability: number;
}

/** The bars as rows of a table for screen readers. */
export function histogramRows({ labels, probabilities }: LabelDistribution): HistogramRow[] {
  const group = labels.length > MOST_SINGLE_ROWS ? GROUP : 1;
  const rows: HistogramRow[] = [];
  for (let start = 0; start < labels.length; start += group) {
    const within = probabilities.subarray(start, start + group);
    const from = labels[start] ?? 0;
    const to = labels[start + within.length - 1] ?? from;
    rows.push({ from, to, probability: within.reduce((sum, each) => sum + each, 0) });
  }
  return rows;
}
