import { expect, it } from 'vitest';
import type { TimelinePoint } from '../languages/index.ts';
import { layOutTimeline, pointAt, timelineRange } from './timeline-layout.ts';

const size = { width: 630, height: 126, span: 30_000 };
const point = (time: number, expectation: number, half = 6): TimelinePoint => ({
  time,
  expectation,
  low: expectation - half,
  high: expectation + half,
});

it('has a scale of whole tens that holds the band, never a narrow one nor one beyond the labels', () => {
  expect(timelineRange([point(0, 41), null, point(1, 48)])).toEqual([30, 60]);
  expect(timelineRange([point(0, 5, 0.5)])).toEqual([0, 20]);
  expect(timelineRange([point(0, 99, 8)])).toEqual([80, 100]);
  expect(timelineRange([])).toEqual([0, 100]);
});

it('puts the newest moment at the right, half the time at the middle of the way', () => {
  const { line, head } = layOutTimeline([point(45_000, 40), point(60_000, 50)], 60_000, size);
  const places = line.slice(1).split('L');
  expect(places[0]).toMatch(/^300\.0 /);
  expect(places[1]).toMatch(/^600\.0 /);
  expect(head?.x).toBe(600);
});

it('keeps the band inside of the plot', () => {
  const points = Array.from({ length: 50 }, (_, index) => point(index * 600, 20 + index, 9));
  const { band, baseline } = layOutTimeline(points, 29_400, size);
  const heights = [...band.matchAll(/ (\d+\.\d)/g)].map(([, y]) => Number(y));
  expect(heights).toHaveLength(100);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(18);
  expect(Math.max(...heights)).toBeLessThanOrEqual(baseline);
});

it('breaks where a face was away', () => {
  const points = [point(0, 40), point(100, 40), null, point(3000, 40), point(3100, 40)];
  const { line, band } = layOutTimeline(points, 3100, size);
  expect(line.match(/M/g)).toHaveLength(2);
  expect(band.match(/Z/g)).toHaveLength(2);
  expect(layOutTimeline([...points, null], 5000, size).head).toBeNull();
});

it('has its head at the moment that is shown, at the point that is nearest to it', () => {
  const points = [point(0, 40), point(10_000, 50), null, point(20_000, 60)];
  const { pin, head, right } = layOutTimeline(points, 30_000, size, 10_900);
  expect(pin).toBeCloseTo((right * 10.9) / 30, 6);
  expect(head?.x).toBeCloseTo(right / 3, 6);
  expect(layOutTimeline(points, 30_000, size, 15_000).head).toBeNull();
  expect(pointAt(points, 20_500)?.expectation).toBe(60);
});
