import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import { layOutCumulative } from './cumulative-layout.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);

function bell(middle: number, spread: number): LabelDistribution {
  return new LabelDistribution(
    ages,
    ages.map((age) => Math.exp(-0.5 * ((age - middle) / spread) ** 2)),
  );
}

it('falls from nearly all to nearly none, inside of any plot', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 180, max: 1600 }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.integer({ min: 0, max: 100 }),
      (width, middle, chosen) => {
        const layout = layOutCumulative(bell(middle, 6), { width, height: 200 }, chosen);
        let last = Number.POSITIVE_INFINITY;
        for (const { x, y, width: barWidth, height } of layout.bars) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + barWidth).toBeLessThanOrEqual(width);
          expect(y).toBeGreaterThanOrEqual(layout.lines[1]?.y ?? 0);
          expect(height).toBeLessThanOrEqual(last + 1e-6);
          last = height;
        }
        expect(layout.pin.x).toBeGreaterThanOrEqual(layout.firstX);
        expect(layout.pin.x).toBeLessThanOrEqual(layout.lastX);
      },
    ),
  );
});

it('stands at half height where half of the curve is older', () => {
  const { bars, lines } = layOutCumulative(bell(40, 5), { width: 600, height: 200 }, 40);
  expect(bars[40]?.y).toBeCloseTo(lines[0]?.y ?? 0, 1);
});

it('has the label on the wider side where neither has room for it', () => {
  const anchorAt = (chosen: number) =>
    layOutCumulative(bell(40, 5), { width: 230, height: 200 }, chosen).pin.textAnchor;
  expect([20, 39, 61, 90].map(anchorAt)).toEqual(['start', 'start', 'end', 'end']);
});
