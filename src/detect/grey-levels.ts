import { type Pixels, wordsOf } from '../pixels.ts';

/** A photo in grey, one `shrink`-th of its size. */
export interface GreyLevel {
  readonly grey: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly shrink: number;
}

/** A face of 49 px has 12 pixels in the photo after so many halvings. */
const FIRST_HALVINGS = 2;
/** Between two halves the photo is shrunken twice more: by 1, 1.26 and 1.59, in 256ths of a pixel. */
const STEPS = [256, 323, 406] as const;

/** Levels from fine to coarse, each 1.26 times as coarse as the one before, down to `least` pixels. The arithmetic is on integers. */
export function* greyLevels(half: (halvings: number) => Pixels, least: number): Generator<GreyLevel> {
  for (let halvings = FIRST_HALVINGS; ; halvings++) {
    const finest = greyOf(half(halvings), 2 ** halvings);
    for (const step of STEPS) {
      const level = step === 256 ? finest : shrunkenBy(step, finest);
      if (Math.min(level.width, level.height) < least) return;
      yield level;
    }
  }
}

function greyOf(pixels: Pixels, shrink: number): GreyLevel {
  const words = wordsOf(pixels);
  const grey = new Uint8Array(words.length);
  for (let at = 0; at < grey.length; at++) {
    const word = words[at] as number;
    grey[at] = ((word & 255) + 2 * ((word >>> 8) & 255) + ((word >>> 16) & 255)) >> 2;
  }
  return { grey, width: pixels.width, height: pixels.height, shrink };
}

/** Bilinear, at steps of 256ths of a pixel. */
function shrunkenBy(step: number, { grey, width, height, shrink }: GreyLevel): GreyLevel {
  const size = { width: Math.floor((width * 256) / step), height: Math.floor((height * 256) / step) };
  const shrunken = new Uint8Array(size.width * size.height);
  const start = (step - 256) >> 1;
  for (let row = 0, at = 0; row < size.height; row++) {
    const y = row * step + start;
    const down = y & 255;
    const upper = (y >> 8) * width;
    const lower = Math.min(height - 1, (y >> 8) + 1) * width;
    for (let column = 0; column < size.width; column++, at++) {
      const x = column * step + start;
      const along = x & 255;
      const left = x >> 8;
      const right = Math.min(width - 1, left + 1);
      const above = (grey[upper + left] as number) * (256 - along) + (grey[upper + right] as number) * along;
      const below = (grey[lower + left] as number) * (256 - along) + (grey[lower + right] as number) * along;
      shrunken[at] = (above * (256 - down) + below * down) >> 16;
    }
  }
  return { grey: shrunken, ...size, shrink: (shrink * step) / 256 };
}
