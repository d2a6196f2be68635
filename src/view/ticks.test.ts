import { expect, it } from 'vitest';
import { ticks } from './ticks.ts';

it.each([
  [0, 100, 5, [0, 20, 40, 60, 80, 100]],
  [0, 100, 10, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]],
  [0, 100, 2, [0, 50, 100]],
  [1, 10, 4, [2, 4, 6, 8, 10]],
  [23, 41, 4, [25, 30, 35, 40]],
  [30.2, 31.4, 4, [31]],
  [30.2, 30.4, 4, []],
])('from %s to %s about %s', (low, high, count, values) => {
  expect(ticks(low, high, count)).toEqual(values);
});

it('gives nothing where there is no room', () => {
  expect(ticks(40, 40, 4)).toEqual([40]);
});
