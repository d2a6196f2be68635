/** Pixels of a picture or of a part of it: RGBA bytes, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray | Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What lies beyond a picture: the network's normalisation puts it at about 0. */
export const MID_GREY = 128;

/** Two of a word's four bytes, with room between them for the sum of four. */
const EVEN_BYTES = 0x00ff00ff;
/** Half of 4 in each of the two, to round. */
const ROUND = 0x00020002;

/**
 * The rounded means of four pixels' red, green and blue, each pixel a 32-bit word with red in its lowest byte (every machine
 * that runs a browser is little-endian): two bytes at a time, whose sums stay apart. The defaults are for the type's sake.
 */
export function meanOfFour(p = 0, q = 0, r = 0, s = 0): number {
  const even = (p & EVEN_BYTES) + (q & EVEN_BYTES) + (r & EVEN_BYTES) + (s & EVEN_BYTES) + ROUND;
  const odd =
    ((p >>> 8) & EVEN_BYTES) +
    ((q >>> 8) & EVEN_BYTES) +
    ((r >>> 8) & EVEN_BYTES) +
    ((s >>> 8) & EVEN_BYTES) +
    ROUND;
  return ((even >>> 2) & EVEN_BYTES) | (((odd >>> 2) & EVEN_BYTES) << 8);
}
