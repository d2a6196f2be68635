import type { Pixels } from './warp.ts';

/** Opaque pixels, a 32-bit word each with red in its lowest byte (every machine that runs a browser is little-endian). */
export interface PixelWords {
  readonly words: Uint32Array;
  readonly width: number;
  readonly height: number;
}

/** What lies beyond the picture: mid grey, which the network's normalisation puts at about 0. */
export const OUTSIDE = 128;

/** Two of a word's four bytes, with room between them for the sum of four. */
const EVEN_BYTES = 0x00ff00ff;
/** Half of 4 in each of the two, to round. */
const ROUND = 0x00020002;

/** The picture, laid on grey where it is transparent; the same memory where it is not. */
export function wordsOnGrey({ data, width, height }: Pixels): PixelWords {
  const words = new Uint32Array(data.buffer, data.byteOffset, width * height);
  let common = 0xffffffff;
  for (let at = 0; at < words.length; at++) common &= words[at] ?? 0;
  return { words: common >>> 24 === 255 ? words : words.map(onGrey), width, height };
}

function onGrey(word: number): number {
  const opacity = (word >>> 24) / 255;
  const blend = (value: number) => Math.round(opacity * value + (1 - opacity) * OUTSIDE);
  return blend(word & 255) | (blend((word >>> 8) & 255) << 8) | (blend((word >>> 16) & 255) << 16);
}

/** The picture at half its size: means of 2 x 2 pixels; an odd last row or column is averaged with itself. */
export function halve({ words, ...size }: PixelWords): PixelWords {
  const width = Math.ceil(size.width / 2);
  const height = Math.ceil(size.height / 2);
  const half = new Uint32Array(width * height);
  const isOdd = size.width % 2;
  for (let row = 0, at = 0; row < height; row++) {
    let upper = row * 2 * size.width;
    let lower = Math.min(row * 2 + 1, size.height - 1) * size.width;
    for (const end = at + width - isOdd; at < end; at++, upper += 2, lower += 2) {
      half[at] = mean(words[upper], words[upper + 1], words[lower], words[lower + 1]);
    }
    if (isOdd === 1) half[at++] = mean(words[upper], words[upper], words[lower], words[lower]);
  }
  return { words: half, width, height };
}

/** Of four words' bytes, two bytes at a time, whose sums stay apart. The defaults are for the type's sake. */
function mean(p = 0, q = 0, r = 0, s = 0): number {
  const even = (p & EVEN_BYTES) + (q & EVEN_BYTES) + (r & EVEN_BYTES) + (s & EVEN_BYTES) + ROUND;
  const odd =
    ((p >>> 8) & EVEN_BYTES) +
    ((q >>> 8) & EVEN_BYTES) +
    ((r >>> 8) & EVEN_BYTES) +
    ((s >>> 8) & EVEN_BYTES) +
    ROUND;
  return ((even >>> 2) & EVEN_BYTES) | (((odd >>> 2) & EVEN_BYTES) << 8);
}
