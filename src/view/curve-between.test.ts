import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import { curveBetween } from './curve-between.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);

function bell(middle: number, spread: number): LabelDistribution {
  return new LabelDistribution(
    ages,
    ages.map((age) => Math.exp(-0.5 * ((age - middle) / spread) ** 2)),
  );
}

const middles = fc.double({ min: 0, max: 100, noNaN: true });
const spreads = fc.double({ min: 0.2, max: 30, noNaN: true });

it('begins and ends on the curves themselves', () => {
  const [from, to] = [bell(20, 3), bell(60, 9)];
  expect(curveBetween(from, to, 0)).toBe(from);
  expect(curveBetween(from, to, 1)).toBe(to);
});

it('comes close to either end, and moves its expectation evenly', () => {
  fc.assert(
    fc.property(middles, middles, spreads, spreads, (left, right, narrow, wide) => {
      const [from, to] = [bell(left, narrow), bell(right, wide)];
      for (const share of [0.001, 0.3, 0.5, 0.999]) {
        const { probabilities, expectation } = curveBetween(from, to, share);
        expect(probabilities.every((probability) => probability >= 0)).toBe(true);
        const evenly = (1 - share) * from.expectation + share * to.expectation;
        // Mass counts at the middle of the bin that it lies in.
        expect(Math.abs(expectation - evenly)).toBeLessThan(0.5);
        const end = share < 0.1 ? from : share > 0.9 ? to : null;
        if (end === null) continue;
        const apart = probabilities.reduce(
          (sum, each, index) => sum + Math.abs(each - (end.probabilities[index] ?? 0)),
          0,
        );
        expect(apart).toBeLessThan(0.2);
      }
    }),
  );
});

it('slides: half of the way from 20 to 60 there is one bell at 40', () => {
  const { mode, standardDeviation, probabilities } = curveBetween(bell(20, 4), bell(60, 4), 0.5);
  expect(mode).toBe(40);
  expect(standardDeviation).toBeCloseTo(4, 0);
  expect(probabilities[20]).toBeLessThan(1e-3);
});

it('moves certainty, too', () => {
  const certain = (age: number) =>
    new LabelDistribution(
      ages,
      ages.map((label) => (label === age ? 1 : 0)),
    );
  expect(curveBetween(certain(10), certain(90), 0.25).mode).toBe(30);
});
