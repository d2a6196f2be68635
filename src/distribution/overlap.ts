import type { LabelDistribution } from './label-distribution.ts';

/**
 * What two distributions over the same labels have in common, 0 (nothing) to 1 (all): the sum of the smaller of both
 * probabilities. It is the overlapping coefficient (Inman and Bradley 1989, Communications in Statistics: Theory and
 * Methods 18(10), 3851 to 3874), which is 1 - the total variation distance.
 * @throws RangeError where the labels differ
 */
export function overlap(one: LabelDistribution, other: LabelDistribution): number {
  assertSameLabels(one, other);
  let shared = 0;
  one.probabilities.forEach((probability, index) => {
    shared += Math.min(probability, other.probabilities[index] ?? 0);
  });
  // Probabilities are kept in single precision: the sum of 101 of them may pass 1 in its seventh digit.
  return Math.min(1, shared);
}

export function assertSameLabels({ labels }: LabelDistribution, other: LabelDistribution): void {
  const isSame =
    labels.length === other.labels.length && labels.every((label, index) => label === other.labels[index]);
  if (!isSame) throw new RangeError('The distributions must have the same labels.');
}
