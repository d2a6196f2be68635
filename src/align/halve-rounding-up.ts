import { meanOfFour, type Pixels, wordsOf } from '../pixels.ts';

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
