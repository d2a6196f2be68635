import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLogits } from './from-logits.ts';
import { LabelDistribution } from './label-distribution.ts';

const scale = { first: 0, step: 1, temperature: 1 };
const ages = Array.from({ length: 101 }, (_, age) => age);

function oneBin(label: number): LabelDistribution {
  return new LabelDistribution(
    ages,
    ages.map((age) => (age === label ? 1 : 0)),
  );
}

const anyMasses = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 101, maxLength: 101 })
  .filter((masses) => masses.some((mass) => mass > 1e-3));
const anyDistribution = anyMasses.map((masses) => new LabelDistribution(ages, masses));
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('LabelDistribution', () => {
  it.each([0, 34, 100])('is exact with all mass at %i', (label) => {
    const distribution = oneBin(label);
    expect(distribution.expectation).toBe(label);
    expect(distribution.standardDeviation).toBe(0);
    expect(distribution.mode).toBe(label);
    expect(distribution.quantile(0)).toBeCloseTo(label - 0.5, 12);
    expect(distribution.quantile(0.5)).toBeCloseTo(label, 12);
    expect(distribution.quantile(1)).toBeCloseTo(label + 0.5, 12);
    expect(distribution.probabilityAbove(label)).toBeCloseTo(0.5, 12);
    expect(distribution.probabilityBelow(label - 0.5)).toBe(0);
    expect(distribution.probabilityBelow(label + 0.5)).toBe(1);
  });

  it('is exact when uniform', () => {
    const distribution = new LabelDistribution(
      ages,
      ages.map(() => 1),
    );
    expect(distribution.expectation).toBeCloseTo(50, 10);
    expect(distribution.standardDeviation).toBeCloseTo(Math.sqrt((101 ** 2 - 1) / 12), 10);
    expect(distribution.mode).toBe(0);
    const [low, high] = distribution.interval(0.8);
    expect(low).toBeCloseTo(-0.5 + 10.1, 6);
    expect(high).toBeCloseTo(100.5 - 10.1, 6);
    expect(distribution.probabilityAbove(50)).toBeCloseTo(0.5, 10);
  });

  it('has quantiles that rise and undo probabilityBelow', () => {
    fc.assert(
      fc.property(anyDistribution, share, share, (distribution, p, q) => {
        const [low, high] = p < q ? [p, q] : [q, p];
        expect(distribution.quantile(low)).toBeLessThanOrEqual(distribution.quantile(high));
        expect(distribution.probabilityBelow(distribution.quantile(q))).toBeCloseTo(q, 6);
      }),
    );
  });

  it('has central intervals that hold their share', () => {
    fc.assert(
      fc.property(anyDistribution, share, (distribution, held) => {
        const [low, high] = distribution.interval(held);
        expect(distribution.probabilityBelow(high) - distribution.probabilityBelow(low)).toBeCloseTo(held, 6);
        expect(distribution.probabilityBelow(low)).toBeCloseTo(distribution.probabilityAbove(high), 6);
      }),
    );
  });

  it('has central intervals that widen with their share and lie within the bins', () => {
    fc.assert(
      fc.property(anyDistribution, share, share, (distribution, p, q) => {
        const [inner, outer] = [distribution.interval(Math.min(p, q)), distribution.interval(Math.max(p, q))];
        expect(outer[0]).toBeLessThanOrEqual(inner[0] + 1e-9);
        expect(outer[1]).toBeGreaterThanOrEqual(inner[1] - 1e-9);
        expect(outer[0]).toBeGreaterThanOrEqual(-0.5);
        expect(outer[1]).toBeLessThanOrEqual(100.5);
      }),
    );
  });

  it('keeps the expectation within the labels, the sum at 1 and the cumulative curve rising to 1', () => {
    fc.assert(
      fc.property(anyDistribution, (distribution) => {
        expect(distribution.expectation).toBeGreaterThanOrEqual(0);
        expect(distribution.expectation).toBeLessThanOrEqual(100);
        expect(distribution.probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 5);
        const curve = distribution.cumulative();
        expect(curve.at(-1)).toBe(1);
        curve.forEach((value, index) =>
          expect(value).toBeGreaterThanOrEqual(index === 0 ? 0 : (curve[index - 1] ?? 0)),
        );
      }),
    );
  });

  it('moves with its labels', () => {
    fc.assert(
      fc.property(anyMasses, fc.integer({ min: -50, max: 50 }), (masses, shift) => {
        const moved = new LabelDistribution(
          ages.map((age) => age + shift),
          masses,
        );
        const distribution = new LabelDistribution(ages, masses);
        expect(moved.expectation).toBeCloseTo(distribution.expectation + shift, 9);
        expect(moved.quantile(0.3)).toBeCloseTo(distribution.quantile(0.3) + shift, 9);
      }),
    );
  });
});

describe('fromLogits', () => {
  it('is the softmax at the temperature, also of huge logits', () => {
    const distribution = fromLogits([0, Math.log(3)], scale);
    expect(distribution.probabilities[1]).toBeCloseTo(0.75, 6);
    const softer = fromLogits([0, 2 * Math.log(3)], { ...scale, temperature: 2 });
    expect(softer.probabilities[1]).toBeCloseTo(0.75, 6);
    const huge = fromLogits([1e4, -1e4, 1e4], scale);
    expect([...huge.probabilities]).toEqual([0.5, 0, 0.5]);
  });

  it('grows flatter with the temperature, keeps its mode, and is a distribution for any finite logits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 101 }),
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        (logits, temperature, factor) => {
          const sharp = fromLogits(logits, { ...scale, temperature });
          const flat = fromLogits(logits, { ...scale, temperature: temperature * factor });
          const largest = (distribution: LabelDistribution) => Math.max(...distribution.probabilities);
          expect(largest(flat)).toBeLessThanOrEqual(largest(sharp) + 1e-6);
          expect(logits[sharp.mode]).toBeCloseTo(Math.max(...logits), 6);
          for (const { probabilities } of [sharp, flat]) {
            expect(probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 5);
          }
        },
      ),
    );
  });

  it('does not change when all logits are raised alike', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 2, maxLength: 101 }),
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        (logits, raise) => {
          const before = fromLogits(logits, scale).expectation;
          const after = fromLogits(
            logits.map((logit) => logit + raise),
            scale,
          ).expectation;
          expect(after).toBeCloseTo(before, 6);
        },
      ),
    );
  });
});

describe('the constructor', () => {
  it.each([
    ['lists of different length', [0, 1, 2], [1, 1]],
    ['a single label', [0], [1]],
    ['falling labels', [1, 0], [1, 1]],
    ['unequal steps', [0, 1, 3], [1, 1, 1]],
    ['a negative mass', [0, 1], [1, -1]],
    ['a mass that is no number', [0, 1], [1, Number.NaN]],
    ['no mass at all', [0, 1], [0, 0]],
  ])('refuses %s', (_, labels, probabilities) => {
    expect(() => new LabelDistribution(labels, probabilities)).toThrow(RangeError);
  });
});
