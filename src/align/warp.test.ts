import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MID_GREY, type Pixels } from '../pixels.ts';
import type { SimilarityTransform } from '../types.ts';
import { warp } from './warp.ts';

function picture(width: number, height: number, colour: (x: number, y: number) => number[]): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 4);
  }
  return { data, width, height };
}

const identity = { a: 1, b: 0, translateX: 0, translateY: 0 };

/** The crop as its definition says it, without regard to speed; for opaque pictures and at most 2 pixels a crop pixel. */
function plainWarp(pixels: Pixels, { a, b, translateX, translateY }: SimilarityTransform, size: number) {
  const samples = Math.max(1, Math.ceil(Math.hypot(a, b)));
  const at = (column: number, row: number, channel: number) =>
    column >= 0 && row >= 0 && column < pixels.width && row < pixels.height
      ? (pixels.data[(row * pixels.width + column) * 4 + channel] ?? Number.NaN)
      : MID_GREY;
  const bilinear = (x: number, y: number, channel: number) => {
    const left = Math.floor(x - 0.5);
    const top = Math.floor(y - 0.5);
    const [shareX, shareY] = [x - 0.5 - left, y - 0.5 - top];
    return (
      (1 - shareX) * (1 - shareY) * at(left, top, channel) +
      shareX * (1 - shareY) * at(left + 1, top, channel) +
      (1 - shareX) * shareY * at(left, top + 1, channel) +
      shareX * shareY * at(left + 1, top + 1, channel)
    );
  };
  return Array.from({ length: size * size * 3 }, (_, index) => {
    const [u, v] = [Math.floor(index / 3) % size, Math.floor(index / 3 / size)];
    let sum = 0;
    for (let sample = 0; sample < samples * samples; sample++) {
      const x = u + ((sample % samples) + 0.5) / samples;
      const y = v + (Math.floor(sample / samples) + 0.5) / samples;
      sum += bilinear(a * x - b * y + translateX, b * x + a * y + translateY, index % 3);
    }
    return Math.floor(sum / (samples * samples) + 0.5);
  });
}

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
            expect(value).toBeGreaterThanOrEqual(Math.min(low, high, MID_GREY));
            expect(value).toBeLessThanOrEqual(Math.max(low, high, MID_GREY));
          }
        },
      ),
    );
  });

  it.each([0.6, 1, 1.7, 2.1])(
    'gives the bytes of its definition at %f picture pixels a crop pixel',
    (scale) => {
      const noise = picture(61, 47, (x, y) => [
        (x * 37 + y * 91) % 256,
        (x * y * 13) % 256,
        (x * 5 + y * y) % 256,
        255,
      ]);
      const turned = { a: scale * 0.9, b: scale * 0.3, translateX: -4.3, translateY: 2.6 };
      expect([...warp(noise, turned, 24)]).toEqual(plainWarp(noise, turned, 24));
    },
  );

  it('halves exactly where a crop pixel spans many: at 8 it is the crop of the picture that was halved once', () => {
    const large = picture(95, 81, (x, y) => [(x * 37 + y * 91) % 256, (x * y) % 256, (x + y * y) % 256, 255]);
    const half = picture(48, 41, (x, y) =>
      [0, 1, 2, 3].map((channel) => {
        const columns = [2 * x, Math.min(2 * x + 1, 94)];
        const rows = [2 * y, Math.min(2 * y + 1, 80)];
        const four = rows.flatMap((row) =>
          columns.map((column) => large.data[(row * 95 + column) * 4 + channel] ?? 0),
        );
        return Math.floor((four.reduce((sum, value) => sum + value, 0) + 2) / 4);
      }),
    );
    const turned = { a: 7.6, b: 0.8, translateX: 3.1, translateY: -2.2 };
    const halfTurned = { a: 3.8, b: 0.4, translateX: 1.55, translateY: -1.1 };
    expect(warp(large, turned, 10)).toEqual(warp(half, halfTurned, 10));
  });

  it('copies the picture exactly at scale 1', () => {
    const pixels = picture(8, 8, (x, y) => [x * 30, y * 30, (x + y) * 15, 255]);
    const crop = warp(pixels, identity, 8);
    for (let at = 0; at < 64; at++) {
      expect([...crop.slice(at * 3, at * 3 + 3)]).toEqual([...pixels.data.slice(at * 4, at * 4 + 3)]);
    }
  });

  it('is grey outside of the picture', () => {
    const outside = warp(
      picture(4, 4, () => [255, 0, 0, 255]),
      { ...identity, translateX: 100 },
      2,
    );
    expect(new Set(outside)).toEqual(new Set([MID_GREY]));
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
