import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import {
  DOTS,
  dotYears,
  layOutDots,
  lineRange,
  scaleOf,
  windowFor,
  youngerThan,
} from './quantile-dots-layout.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);

function bell(middle: number, spread: number): LabelDistribution {
  return new LabelDistribution(
    ages,
    ages.map((age) => Math.exp(-0.5 * ((age - middle) / spread) ** 2)),
  );
}

/** Any curve: a few bumps of any width, so that dots lie in one year, all over the scale, or in heaps apart. */
const curves = fc
  .array(
    fc.record({
      middle: fc.double({ min: 0, max: 100, noNaN: true }),
      spread: fc.double({ min: 0.3, max: 40, noNaN: true }),
      weight: fc.double({ min: 0.05, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((bumps) => {
    const masses = ages.map((age) =>
      bumps.reduce(
        (sum, { middle, spread, weight }) =>
          sum + (weight / spread) * Math.exp(-0.5 * ((age - middle) / spread) ** 2),
        0,
      ),
    );
    return new LabelDistribution(ages, masses);
  });

function lay(age: LabelDistribution, width: number, chosen: number) {
  const years = dotYears(age);
  const scale = scaleOf(age);
  const window = windowFor(years, chosen, scale, null);
  return { years, window, layout: layOutDots(years, { width, height: 158 }, { chosen, window, scale }) };
}

describe('layOutDots', () => {
  it('has always 50 dots inside of the plot, none over another, and the line between them as it is told', () => {
    fc.assert(
      fc.property(
        curves,
        fc.integer({ min: 180, max: 1600 }),
        fc.integer({ min: 1, max: 99 }),
        (age, width, chosen) => {
          const { years, layout } = lay(age, width, chosen);
          const { dots, pin, baseline } = layout;
          expect(dots).toHaveLength(DOTS);
          for (const { x, y, radius } of dots) {
            expect(radius).toBeGreaterThan(0.5);
            expect(x - radius).toBeGreaterThanOrEqual(0);
            expect(x + radius).toBeLessThanOrEqual(width);
            expect(y - radius).toBeGreaterThanOrEqual(29.9);
            expect(y + radius).toBeLessThanOrEqual(baseline);
          }
          for (const [index, one] of dots.entries()) {
            for (const other of dots.slice(index + 1)) {
              expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(one.radius + other.radius);
            }
          }
          const left = dots.filter(({ x }) => x < pin.x);
          const right = dots.filter(({ x }) => x > pin.x);
          expect(left).toHaveLength(youngerThan(years, chosen));
          expect(right).toHaveLength(DOTS - left.length);
          expect(left.every(({ isYounger }) => isYounger)).toBe(true);
          expect(right.some(({ isYounger }) => isYounger)).toBe(false);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('counts what the curve says: the share below the line, in fiftieths', () => {
    fc.assert(
      fc.property(curves, fc.integer({ min: 1, max: 99 }), (age, line) => {
        const exact = DOTS * age.probabilityBelow(line);
        expect(Math.abs(youngerThan(dotYears(age), line) - exact)).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
    );
  });

  it('makes dots that can be counted on a phone, also of a wide curve', () => {
    for (const spread of [2, 5, 10])
      expect(lay(bell(40, spread), 300, 40).layout.dots[0]?.radius).toBeGreaterThan(4);
  });

  it('stacks the dots of a certain curve as high as the plot', () => {
    const { layout } = lay(bell(30.5, 0.1), 600, 30);
    const [highest] = layout.dots.map(({ y, radius }) => y - radius).toSorted((a, b) => a - b);
    expect(highest).toBeGreaterThanOrEqual(30);
    expect(highest).toBeLessThan(45);
  });
});

describe('the window', () => {
  it('lies inside of the scale, holds the line and all dots, and is 30 years or more', () => {
    fc.assert(
      fc.property(curves, fc.integer({ min: 1, max: 99 }), (age, line) => {
        const { years, window, layout } = lay(age, 400, line);
        expect(window.first).toBeGreaterThanOrEqual(0);
        expect(window.last).toBeLessThanOrEqual(100);
        expect(window.last - window.first).toBeGreaterThanOrEqual(30);
        expect(window.first).toBeLessThanOrEqual(Math.min(years[0] ?? 0, line));
        expect(window.last).toBeGreaterThanOrEqual(Math.max((years.at(-1) ?? 0) + 1, line));
        expect(layout.pin.x).toBeGreaterThanOrEqual(layout.firstX);
        expect(layout.pin.x).toBeLessThanOrEqual(layout.lastX);
      }),
      { numRuns: 40 },
    );
  });

  it('stands still while the curve moves a little, and follows it when it leaves or shrinks', () => {
    const scale = { first: 0, last: 100 };
    const next = (age: LabelDistribution, before: { first: number; last: number } | null) =>
      windowFor(dotYears(age), Math.round(age.expectation), scale, before);
    const first = next(bell(40, 5), null);
    expect(next(bell(41, 5), first)).toBe(first);
    const wide = next(bell(45, 16), first);
    expect(wide).toEqual({ first: 5, last: 85 });
    expect(next(bell(45, 3), wide)).toEqual({ first: 30, last: 60 });
  });
});

it('the line stays between the first and the last year of the scale', () => {
  expect(lineRange(scaleOf(bell(40, 5)))).toEqual({ first: 1, last: 99 });
});
