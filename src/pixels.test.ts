import { expect, test } from 'vitest';
import { cutOut, fillFromStrips, freePixels, layOnGrey, MID_GREY, type Pixels } from './pixels.ts';

function picture(width: number, height: number, colour: (x: number, y: number) => number[]): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 4);
  }
  return { data, width, height };
}

const pixelAt = ({ data, width }: Pixels, x: number, y: number) => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

test('opaque pixels stay as they are; transparent ones become grey, half-transparent ones half', () => {
  const opaque = picture(2, 2, (x, y) => [x, y, 200, 255]);
  const before = [...opaque.data];
  layOnGrey(opaque);
  expect([...opaque.data]).toEqual(before);
  const opacities = [0, 128, 255];
  const mixed = picture(3, 1, (x) => [255, 0, 128, opacities[x] ?? 0]);
  layOnGrey(mixed);
  expect(pixelAt(mixed, 0, 0)).toEqual([MID_GREY, MID_GREY, MID_GREY, 255]);
  expect(pixelAt(mixed, 1, 0)).toEqual([192, 64, 128, 255]);
  expect(pixelAt(mixed, 2, 0)).toEqual([255, 0, 128, 255]);
});

test('a cut holds the pixels of its box, and grey beyond the picture', () => {
  const source = picture(5, 4, (x, y) => [10 * x, 10 * y, 7, 255]);
  const grey = [MID_GREY, MID_GREY, MID_GREY, 255];
  const inside = cutOut(source, { x: 1, y: 2, width: 3, height: 2 });
  expect([inside.width, inside.height]).toEqual([3, 2]);
  expect([pixelAt(inside, 0, 0), pixelAt(inside, 2, 1)]).toEqual([
    [10, 20, 7, 255],
    [30, 30, 7, 255],
  ]);
  const across = cutOut(source, { x: -2, y: 3, width: 4, height: 3 });
  expect([pixelAt(across, 1, 0), pixelAt(across, 2, 0), pixelAt(across, 2, 1)]).toEqual([
    grey,
    [0, 30, 7, 255],
    grey,
  ]);
  for (const x of [-100, 100]) {
    const beside = cutOut(source, { x, y: 0, width: 2, height: 2 });
    expect(pixelAt(beside, 1, 1)).toEqual(grey);
  }
});

test('strips fill a picture as one piece would, in rows that are a multiple, and are freed', () => {
  const source = picture(700, 900, (x, y) => [x % 256, y % 256, (x * y) % 256, 255]);
  const box = { x: 3, y: 5, width: 690, height: 891 };
  const into = { data: new Uint8ClampedArray(690 * 891 * 4), width: 690, height: 891 };
  const strips: Pixels[] = [];
  const read = (part: typeof box) => {
    const strip = cutOut(source, part);
    strips.push(strip);
    return strip;
  };
  fillFromStrips(into, read, box, { multiple: 16, reduce: (strip) => strip });
  expect(Buffer.from(into.data).equals(Buffer.from(cutOut(source, box).data))).toBe(true);
  expect(strips.length).toBeGreaterThan(2);
  for (const { height } of strips.slice(0, -1)) expect(height % 16).toBe(0);
  for (const { data } of strips) expect(data).toHaveLength(0);
});

test('freed pixels are gone at once', () => {
  const pixels = picture(2, 2, () => [1, 2, 3, 255]);
  freePixels(pixels);
  expect(pixels.data.buffer.byteLength).toBe(0);
});
