import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import { type HistogramSize, layOutHistogram } from './histogram-layout.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);
const votes = Array.from({ length: 10 }, (_, index) => index + 1);
const size: HistogramSize = { width: 600, height: 240, fullHeight: 0.05, withAxis: true };

function bell(labels: readonly number[], middle: number, spread: number): LabelDistribution {
  return new LabelDistribution(
    labels,
    labels.map((label) => Math.exp(-0.5 * ((label - middle) / spread) ** 2)),
  );
}

describe('layOutHistogram', () => {
  it('keeps every bar, tick and the pin inside at any width', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 180, max: 1600 }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (width, middle) => {
          const layout = layOutHistogram(bell(ages, middle, 4), { ...size, width });
          for (const bar of layout.bars) {
            expect(bar.x).toBeGreaterThanOrEqual(0);
            expect(bar.x + bar.width).toBeLessThanOrEqual(width);
            expect(bar.y).toBeGreaterThanOrEqual(29.9);
            expect(bar.y + bar.height).toBeCloseTo(layout.baseline, 6);
          }
          for (const { x } of layout.ticks) {
            expect(x).toBeGreaterThanOrEqual(11.9);
            expect(x).toBeLessThanOrEqual(width - 11.9);
          }
        },
      ),
    );
  });

  it('leaves at least 36 pixels between labels of the axis, the narrower the fewer', () => {
    for (const width of [200, 252, 320, 480, 700, 1200]) {
      const { ticks } = layOutHistogram(bell(ages, 40, 5), { ...size, width });
      const gaps = ticks.slice(1).map(({ x }, index) => x - (ticks[index]?.x ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(36);
    }
    expect(layOutHistogram(bell(ages, 40, 5), { ...size, width: 1600 }).ticks).toHaveLength(11);
    expect(layOutHistogram(bell(votes, 6, 2), { ...size, width: 250 }).ticks).toHaveLength(10);
  });

  it('draws a flat curve low and a certain one no higher than the plot', () => {
    const flat = layOutHistogram(
      new LabelDistribution(
        ages,
        ages.map(() => 1),
      ),
      size,
    );
    const certain = layOutHistogram(bell(ages, 30, 0.1), size);
    const plot = size.height - 30 - 26;
    expect(flat.bars[50]?.height).toBeCloseTo(plot * (1 / 101 / 0.05), 3);
    expect(certain.bars[30]?.height).toBeCloseTo(plot, 3);
  });

  it('puts the pin at the expectation and its label where there is room', () => {
    const left = layOutHistogram(bell(ages, 20, 3), size);
    expect(left.pin.textAnchor).toBe('start');
    expect(left.pin.x).toBeCloseTo((left.bars[20]?.x ?? 0) + (left.bars[20]?.width ?? 0) / 2, 1);
    expect(layOutHistogram(bell(ages, 95, 2), size).pin.textAnchor).toBe('end');
  });
});
