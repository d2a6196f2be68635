import { LabelDistribution } from './label-distribution.ts';
import { assertSameLabels } from './overlap.ts';

/**
 * The distribution of `later` - `earlier` for a value drawn from each, independently: the cross-correlation of both. Its
 * expectation is the difference of theirs, its variance the sum. Labels run from -(n - 1) to n - 1 steps.
 * @throws RangeError where the labels differ
 */
export function difference(later: LabelDistribution, earlier: LabelDistribution): LabelDistribution {
  assertSameLabels(later, earlier);
  const { labels } = later;
  const count = labels.length;
  const step = (labels[1] ?? 1) - (labels[0] ?? 0);
  const masses = new Float64Array(2 * count - 1);
  later.probabilities.forEach((mass, index) => {
    earlier.probabilities.forEach((otherMass, otherIndex) => {
      const place = index - otherIndex + count - 1;
      masses[place] = (masses[place] ?? 0) + mass * otherMass;
    });
  });
  return new LabelDistribution(
    Array.from(masses, (_, place) => (place - count + 1) * step),
    masses,
  );
}
