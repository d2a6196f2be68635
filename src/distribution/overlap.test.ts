import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference } from './difference.ts';
import { LabelDistribution } from './label-distribution.ts';
import { overlap } from './overlap.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);

function bell(middle: number, spread: number): LabelDistribution {
  return new LabelDistribution(
    ages,
    ages.map((age) => Math.exp(-0.5 * ((age - middle) / spread) ** 2)),
  );
}

const anyDistribution = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 101, maxLength: 101 })
  .filter((masses) => masses.some((mass) => mass > 1e-3))
  .map((masses) => new LabelDistribution(ages, masses));

describe('overlap', () => {
  it('is 1 for a curve with itself and 0 for curves without a common age', () => {
    expect(overlap(bell(40, 5), bell(40, 5))).toBeCloseTo(1, 6);
    expect(overlap(bell(10, 1), bell(90, 1))).toBeCloseTo(0, 6);
  });

  it('is that of two normal curves of one spread, 2 Phi(-d / 2), at d = 1 and d = 2 spreads', () => {
    expect(overlap(bell(40, 6), bell(46, 6))).toBeCloseTo(0.617, 2);
    expect(overlap(bell(40, 6), bell(52, 6))).toBeCloseTo(0.317, 2);
  });

  it('is counted by hand on three labels', () => {
    const one = new LabelDistribution([0, 1, 2], [0.5, 0.3, 0.2]);
    const other = new LabelDistribution([0, 1, 2], [0.1, 0.3, 0.6]);
    expect(overlap(one, other)).toBeCloseTo(0.1 + 0.3 + 0.2, 6);
  });

  it('lies within 0 and 1, is the same both ways, and is 1 less the total variation distance', () => {
    fc.assert(
      fc.property(anyDistribution, anyDistribution, (one, other) => {
        const shared = overlap(one, other);
        expect(shared).toBeGreaterThanOrEqual(0);
        expect(shared).toBeLessThanOrEqual(1);
        expect(overlap(other, one)).toBe(shared);
        const distance = one.probabilities.reduce(
          (sum, mass, index) => sum + Math.abs(mass - (other.probabilities[index] ?? 0)) / 2,
          0,
        );
        expect(shared).toBeCloseTo(1 - distance, 5);
      }),
    );
  });

  it('refuses curves over different labels', () => {
    const votes = new LabelDistribution([1, 2, 3], [1, 1, 1]);
    expect(() => overlap(bell(40, 5), votes)).toThrow(RangeError);
    expect(() => difference(votes, bell(40, 5))).toThrow(RangeError);
  });
});

describe('difference', () => {
  it('has the difference of the expectations and the sum of the variances', () => {
    fc.assert(
      fc.property(anyDistribution, anyDistribution, (later, earlier) => {
        const apart = difference(later, earlier);
        expect(apart.labels).toHaveLength(201);
        expect(apart.expectation).toBeCloseTo(later.expectation - earlier.expectation, 4);
        expect(apart.standardDeviation ** 2).toBeCloseTo(
          later.standardDeviation ** 2 + earlier.standardDeviation ** 2,
          2,
        );
      }),
    );
  });

  it('is counted by hand on two labels', () => {
    const later = new LabelDistribution([0, 1], [0.25, 0.75]);
    const earlier = new LabelDistribution([0, 1], [0.6, 0.4]);
    expect([...difference(later, earlier).labels]).toEqual([-1, 0, 1]);
    const [before, same, after] = difference(later, earlier).probabilities;
    expect(before).toBeCloseTo(0.25 * 0.4, 6);
    expect(same).toBeCloseTo(0.25 * 0.6 + 0.75 * 0.4, 6);
    expect(after).toBeCloseTo(0.75 * 0.6, 6);
  });

  it('is even for two curves that are the same', () => {
    const apart = difference(bell(40, 5), bell(40, 5));
    expect(apart.expectation).toBeCloseTo(0, 5);
    expect(apart.probabilityAbove(0)).toBeCloseTo(0.5, 5);
  });
});
