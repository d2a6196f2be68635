import { fillFromStrips, freePixels, meanOfFour, type Pixels, type ReadBox, wordsOf } from '../pixels.ts';
import type { Box } from '../types.ts';

/** Halves a picture: means of 2 x 2 pixels. Sides are rounded up: an odd last row or column is averaged with itself. */
export function halveRoundingUp(pixels: Pixels): Pixels {
  const words = wordsOf(pixels);
  const width = Math.ceil(pixels.width / 2);
  const height = Math.ceil(pixels.height / 2);
  const half = new Uint32Array(width * height);
  const isOdd = pixels.width % 2;
  for (let row = 0, at = 0; row < height; row++) {
    let upper = row * 2 * pixels.width;
    let lower = Math.min(row * 2 + 1, pixels.height - 1) * pixels.width;
    for (const end = at + width - isOdd; at < end; at++, upper += 2, lower += 2) {
      half[at] = meanOfFour(words[upper], words[upper + 1], words[lower], words[lower + 1]);
    }
    if (isOdd === 1) half[at++] = meanOfFour(words[upper], words[upper], words[lower], words[lower]);
  }
  return { data: new Uint8ClampedArray(half.buffer), width, height };
}

export function halveTimes(pixels: Pixels, times: number): Pixels {
  let half = pixels;
  for (let time = 0; time < times; time++) {
    const larger = half;
    half = halveRoundingUp(larger);
    if (larger !== pixels) freePixels(larger);
  }
  return half;
}

/** Reads a box and halves it so often, without having all of it in memory. The caller frees the pixels. */
export function readHalved(read: ReadBox, box: Box, times: number): Pixels {
  if (times === 0) return read(box);
  const multiple = 2 ** times;
  const [width, height] = [Math.ceil(box.width / multiple), Math.ceil(box.height / multiple)];
  const half = { data: new Uint8ClampedArray(width * height * 4), width, height };
  fillFromStrips(half, read, box, { multiple, reduce: (strip) => halveTimes(strip, times) });
  return half;
}
