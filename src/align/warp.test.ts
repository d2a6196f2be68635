import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTSIDE, type Pixels, warp } from './warp.ts';

function picture(width: number, height: number, colour: (x: number, y: number) => number[]): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 4);
  }
  return { data, width, height };
}

const identity = { a: 1, b: 0, translateX: 0, translateY: 0 };

describe('warp', () => {
  it('never leaves the range of the picture and the grey around it, at any size and transform', () => {
    const number = fc.double({ min: -200, max: 200, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          width: fc.integer({ min: 1, max: 40 }),
          height: fc.integer({ min: 1, max: 40 }),
          low: fc.integer({ min: 0, max: 255 }),
          high: fc.integer({ min: 0, max: 255 }),
          transform: fc.record({ a: number, b: number, translateX: number, translateY: number }),
        }),
        ({ width, height, low, high, transform }) => {
          const pixels = picture(width, height, (x, y) => [(x + y) % 2 ? low : high, low, high, 255]);
          for (const value of warp(pixels, transform, 4)) {
            expect(value).toBeGreaterThanOrEqual(Math.min(low, high, OUTSIDE));
            expect(value).toBeLessThanOrEqual(Math.max(low, high, OUTSIDE));
          }
        },
      ),
    );
  });

  it('copies the picture exactly at scale 1', () => {
    const pixels = picture(8, 8, (x, y) => [x * 30, y * 30, (x + y) * 15, 255]);
    const crop = warp(pixels, identity, 8);
    for (let at = 0; at < 64; at++) {
      expect([...crop.slice(at * 3, at * 3 + 3)]).toEqual([...pixels.data.slice(at * 4, at * 4 + 3)]);
    }
  });

  it('is grey outside of the picture and where it is transparent', () => {
    const outside = warp(
      picture(4, 4, () => [255, 0, 0, 255]),
      { ...identity, translateX: 100 },
      2,
    );
    expect(new Set(outside)).toEqual(new Set([OUTSIDE]));
    const transparent = warp(
      picture(4, 4, () => [255, 0, 0, 0]),
      identity,
      4,
    );
    expect(new Set(transparent)).toEqual(new Set([OUTSIDE]));
  });

  it.each([2, 3, 7, 16, 40])(
    'averages a fine checkerboard to its mean at 1/%i of the size (no aliasing)',
    (scale) => {
      const side = 8 * scale;
      const checkerboard = picture(side, side, (x, y) =>
        (x + y) % 2 === 0 ? [255, 255, 255, 255] : [0, 0, 0, 255],
      );
      const crop = warp(checkerboard, { a: scale, b: 0, translateX: 0, translateY: 0 }, 8);
      // A block of 3 x 3 has five fields of one colour and four of the other: 14 from the mean.
      for (const value of crop) expect(Math.abs(value - 127.5)).toBeLessThanOrEqual(15);
    },
  );

  it('turns by a quarter', () => {
    const pixels = picture(2, 2, (x, y) => [x * 200, y * 200, 0, 255]);
    // Crop (u, v) shows picture (2 - v, u): the picture's upper right corner comes to the upper left.
    const crop = warp(pixels, { a: 0, b: 1, translateX: 2, translateY: 0 }, 2);
    expect([...crop.slice(0, 3)]).toEqual([200, 0, 0]);
    expect([...crop.slice(3, 6)]).toEqual([200, 200, 0]);
  });
});
