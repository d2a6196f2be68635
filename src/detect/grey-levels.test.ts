import { expect, it } from 'vitest';
import { greyLevels } from './grey-levels.ts';

/** A ramp from left to right, after so many halvings of 640 x 480. */
function ramp(halvings: number) {
  const width = 640 >> halvings;
  const height = 480 >> halvings;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at++) data.fill(((at % width) * 200) / width, 4 * at, 4 * at + 3);
  return { data, width, height };
}

it('a photo shrinks by 1.26 each time, and keeps its levels', () => {
  const levels = [...greyLevels(ramp, 20)];
  expect(levels.map(({ width, height }) => [width, height])).toEqual([
    [160, 120],
    [126, 95],
    [100, 75],
    [80, 60],
    [63, 47],
    [50, 37],
    [40, 30],
    [31, 23],
  ]);
  for (const { grey, width, height, shrink } of levels) {
    expect(Math.abs(width * shrink - 640)).toBeLessThan(2 * shrink);
    const middle = grey[(height >> 1) * width + (width >> 1)] ?? 0;
    expect(Math.abs(middle - 100)).toBeLessThan(8);
  }
});
