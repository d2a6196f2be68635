import { expect, it } from 'vitest';
import { speedOf } from './slow-line.ts';

const file = (kilobytes: number, responseStart: number, responseEnd: number) => ({
  transferSize: 1000 * kilobytes,
  responseStart,
  responseEnd,
});

it('is the bytes over the time in which any came, however they overlap', () => {
  expect(speedOf([file(50, 1000, 1500), file(50, 1250, 1500)])).toBe(200);
  expect(speedOf([file(50, 2000, 2100), file(50, 100, 200)])).toBe(500);
});

it('is not known of files in the cache, or of few bytes', () => {
  expect(speedOf([])).toBe(Number.POSITIVE_INFINITY);
  expect(speedOf([file(0, 0, 900), file(30, 0, 900)])).toBe(Number.POSITIVE_INFINITY);
});
