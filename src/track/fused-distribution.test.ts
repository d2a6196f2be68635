import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import { FusedDistribution } from './fused-distribution.ts';

const labels = Array.from({ length: 101 }, (_, year) => year);

function curve(mean: number, deviation = 6): LabelDistribution {
  return new LabelDistribution(
    labels,
    labels.map((label) => Math.exp(-((label - mean) ** 2) / (2 * deviation * deviation))),
  );
}

function fuse(readings: readonly (readonly [mean: number, time: number, weight?: number])[]) {
  const fused = new FusedDistribution();
  for (const [mean, time, weight = 1] of readings) fused.add(curve(mean), weight, time);
  const { value } = fused;
  if (value === null) throw new Error('nothing was fused');
  return value;
}

/** Readings of a still face whose single estimates wander by a standard deviation of about 1.4 years. */
function stillFace(period: number, seconds: number, random: () => number): [number, number][] {
  return Array.from({ length: (seconds * 1000) / period }, (_, index) => [
    40 + 5 * (random() - 0.5),
    index * period,
  ]);
}

/** A generator of numbers from 0 to 1 that gives the same ones each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

describe('FusedDistribution', () => {
  it('has no value before the first reading, then the curve of the reading', () => {
    expect(new FusedDistribution().value).toBeNull();
    expect(fuse([[33, 0]]).expectation).toBeCloseTo(curve(33).expectation, 4);
  });

  it('stays within its readings and is never surer than they are', () => {
    const reading = fc.tuple(fc.double({ min: 20, max: 80, noNaN: true }), fc.integer({ min: 0, max: 2000 }));
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 60 }), (steps) => {
        let time = 0;
        const readings = steps.map(([mean, step]) => {
          time += step;
          return [mean, time] as const;
        });
        const fused = fuse(readings);
        const expectations = readings.map(([mean]) => curve(mean).expectation);
        expect(fused.expectation).toBeGreaterThanOrEqual(Math.min(...expectations) - 1e-3);
        expect(fused.expectation).toBeLessThanOrEqual(Math.max(...expectations) + 1e-3);
        const surest = Math.min(...readings.map(([mean]) => curve(mean).standardDeviation));
        expect(fused.standardDeviation).toBeGreaterThanOrEqual(surest - 1e-3);
      }),
    );
  });

  it.each([33, 100])('wanders less than 0.5 years on a still face, read every %d ms', (period) => {
    const fused = new FusedDistribution();
    const after: number[] = [];
    for (const [mean, time] of stillFace(period, 20, seeded(7))) {
      fused.add(curve(mean), 1, time);
      if (time >= 5000) after.push(fused.value?.expectation ?? Number.NaN);
    }
    expect(Math.max(...after) - Math.min(...after)).toBeLessThan(0.5);
  });

  it('follows a change of light or view within some seconds', () => {
    const readings = Array.from({ length: 200 }, (_, index) => [index < 100 ? 30 : 45, index * 100] as const);
    expect(fuse(readings).expectation).toBeGreaterThan(40);
  });

  it('does not depend on the rate of readings', () => {
    const readings = (period: number) =>
      Array.from({ length: 6000 / period }, (_, index) => {
        const time = index * period;
        return [time < 3000 ? 30 : 40, time] as const;
      });
    expect(fuse(readings(20)).expectation).toBeCloseTo(fuse(readings(200)).expectation, 0);
  });

  it('counts a reading of low weight less', () => {
    const even = fuse([
      [30, 0],
      [50, 100],
    ]);
    const weak = fuse([
      [30, 0],
      [50, 100, 0.1],
    ]);
    expect(weak.expectation).toBeLessThan(even.expectation - 3);
  });
});
