import { MID_GREY, meanOfFour, type Pixels } from '../pixels.ts';
import type { Box } from '../types.ts';

const GREY_WORD = MID_GREY * 0x010101;

/** Opaque pixels, a 32-bit word each with red in its lowest byte. */
export interface PixelWords {
  readonly words: Uint32Array;
  readonly width: number;
  readonly height: number;
}

/** The picture, laid on grey where it is transparent; the same memory where it is not. */
export function wordsOnGrey({ data, width, height }: Pixels): PixelWords {
  const words = new Uint32Array(data.buffer, data.byteOffset, width * height);
  let common = 0xffffffff;
  for (let at = 0; at < words.length; at++) common &= words[at] ?? 0;
  return { words: common >>> 24 === 255 ? words : words.map(onGrey), width, height };
}

function onGrey(word: number): number {
  const opacity = (word >>> 24) / 255;
  const blend = (value: number) => Math.round(opacity * value + (1 - opacity) * MID_GREY);
  return blend(word & 255) | (blend((word >>> 8) & 255) << 8) | (blend((word >>> 16) & 255) << 16);
}

/** A rectangle of the picture, in whole pixels; grey where it reaches beyond. */
export function cutOut({ words, ...size }: PixelWords, { x, y, width, height }: Box): PixelWords {
  const part = new Uint32Array(width * height).fill(GREY_WORD);
  const left = Math.max(0, x);
  const right = Math.min(size.width, x + width);
  for (let row = Math.max(0, y); left < right && row < Math.min(size.height, y + height); row++) {
    const start = row * size.width;
    part.set(words.subarray(start + left, start + right), (row - y) * width + left - x);
  }
  return { words: part, width, height };
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
      half[at] = meanOfFour(words[upper], words[upper + 1], words[lower], words[lower + 1]);
    }
    if (isOdd === 1) half[at++] = meanOfFour(words[upper], words[upper], words[lower], words[lower]);
  }
  return { words: half, width, height };
}
