import type { LabelDistribution } from './label-distribution.ts';

/** The network's own threshold, chosen from data (see the model card). */
export interface MinorsRule {
  /** Years. */
  readonly below: number;
  readonly threshold: number;
}

/** Whether an age curve leaves a real chance of a minor: the mass of the ages before `below` is above the threshold. */
export function mayBeMinor(age: LabelDistribution, { below, threshold }: MinorsRule): boolean {
  return minorProbability(age, below) > threshold;
}

/** P(age < `below`): the mass of the whole years 0 to `below` - 1. */
export function minorProbability(age: LabelDistribution, below: number): number {
  return age.probabilityBelow(below - 0.5);
}
