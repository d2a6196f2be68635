import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Pixels } from '../pixels.ts';
import { halveRoundingDown, sampleSquare, takeEverySecond } from './scale-pixels.ts';

const SIDE = 16;

function picture(width: number, height: number, red: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data[(y * width + x) * 4] = red(x, y);
  }
  return { width, height, data };
}

const redAt = ({ width, data }: Pixels, x: number, y: number) => data[(y * width + x) * 4];
const whole = ({ width, height }: Pixels) => ({ left: 0, top: 0, right: width, bottom: height });

test('a half holds the means of 2 x 2 pixels, rounded, and leaves out what is odd', () => {
  const half = halveRoundingDown(picture(5, 3, (x, y) => 10 * x + y));
  expect([half.width, half.height]).toEqual([2, 1]);
  expect([redAt(half, 0, 0), redAt(half, 1, 0)]).toEqual([6, 26]);
  expect(half.data[3]).toBe(255);
  expect(redAt(halveRoundingDown(picture(1, 1, () => 77)), 0, 0)).toBe(77);
});

test('each channel of a half is its own mean, whatever the others are', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.array(byte, { minLength: 16, maxLength: 16 }), (bytes) => {
      const { data } = halveRoundingDown({ width: 2, height: 2, data: Uint8ClampedArray.from(bytes) });
      const means = [0, 1, 2, 3].map((channel) =>
        [0, 4, 8, 12].reduce((sum, pixel) => sum + (bytes[pixel + channel] ?? 0), 2),
      );
      expect([...data]).toEqual(means.map((sum) => Math.floor(sum / 4)));
    }),
  );
});

test('a square of the view’s own size is copied', () => {
  const source = picture(40, 30, (x, y) => (x * 7 + y * 13) % 256);
  const view = picture(SIDE, SIDE, () => 0);
  sampleSquare(source, { x: 3, y: 5, size: SIDE }, whole(source), view);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) expect(redAt(view, x, y)).toBe(redAt(source, x + 3, y + 5));
  }
});

test('a slope stays a slope, wherever the square lies and however large it is', () => {
  const source = picture(100, 100, (x, y) => x + y + 20);
  const within = fc.double({ min: 1, max: 60, noNaN: true });
  fc.assert(
    fc.property(within, within, fc.double({ min: 1, max: 35, noNaN: true }), (x, y, size) => {
      const view = picture(SIDE, SIDE, () => 0);
      sampleSquare(source, { x, y, size }, whole(source), view);
      const step = size / SIDE;
      for (const [column, row] of [
        [0, 0],
        [SIDE - 1, 3],
        [5, SIDE - 1],
      ] as const) {
        const expected = x + (column + 0.5) * step - 0.5 + y + (row + 0.5) * step - 0.5 + 20;
        expect(Math.abs((redAt(view, column, row) ?? 0) - expected)).toBeLessThan(0.501);
      }
    }),
  );
});

test('a view of every second pixel is that of twice the side with the others left out', () => {
  const source = picture(60, 60, (x, y) => (x * x * 3 + y * 31) % 256);
  const within = fc.double({ min: -5, max: 30, noNaN: true });
  fc.assert(
    fc.property(within, within, fc.integer({ min: 10, max: 60 }), (x, y, size) => {
      const large = picture(2 * SIDE, 2 * SIDE, () => 128);
      sampleSquare(source, { x, y, size }, whole(source), large);
      const [taken, sampled] = [picture(SIDE, SIDE, () => 0), picture(SIDE, SIDE, () => 128)];
      takeEverySecond(large, taken);
      const quarter = size / SIDE / 4;
      sampleSquare(source, { x: x - quarter, y: y - quarter, size }, whole(source), sampled);
      const difference = sampled.data.map((value, at) => Math.abs(value - (taken.data[at] ?? Number.NaN)));
      expect(Math.max(...difference)).toBeLessThanOrEqual(1);
    }),
  );
});

test('what lies beyond the picture is left as it is', () => {
  const source = picture(8, 8, () => 200);
  const view = picture(SIDE, SIDE, () => 128);
  sampleSquare(source, { x: -4, y: -4, size: SIDE }, whole(source), view);
  expect([redAt(view, 3, 8), redAt(view, 4, 4), redAt(view, 11, 11), redAt(view, 12, 8)]).toEqual([
    128, 200, 200, 128,
  ]);
});
