import type { Box } from './types.ts';

/** Pixels of a picture or of a part of it: RGBA bytes, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray | Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The opaque pixels of a box of whole pixels of a frame. */
export type ReadBox = (box: Box) => Pixels;

/** Pixels that are read at a time (1 MB): a large photo is never in memory as a whole next to its bitmap. */
const STRIP = 1 << 18;

/**
 * Fills `into`, row by row, with what `reduce` makes of a box that is read in strips.
 * @param multiple number of which each strip, but for the last one, has a multiple of rows
 */
export function fillFromStrips(
  into: Pixels,
  read: ReadBox,
  { x, y, width, height }: Box,
  { multiple, reduce }: { readonly multiple: number; readonly reduce: (strip: Pixels) => Pixels },
): void {
  const rows = multiple * Math.max(1, Math.floor(STRIP / width / multiple));
  for (let top = 0, at = 0; top < height; top += rows) {
    const strip = read({ x, y: y + top, width, height: Math.min(rows, height - top) });
    const reduced = reduce(strip);
    into.data.set(reduced.data.subarray(0, into.data.length - at), at);
    at += reduced.data.length;
    freePixels(strip);
    if (reduced !== strip) freePixels(reduced);
  }
}

let nowhere: MessagePort | undefined;

/**
 * Gives back the memory of pixels that nobody needs any more, at once: the browser collects pixels that were read from a canvas
 * only after tens of megabytes. What is sent to a closed port is gone.
 */
export function freePixels({ data }: Pixels): void {
  if (nowhere === undefined) {
    const { port1, port2 } = new MessageChannel();
    port2.close();
    nowhere = port1;
  }
  nowhere.postMessage(null, [data.buffer as ArrayBuffer]);
}

/** Grey level beyond a picture's edge: the network's normalisation maps it to about 0. */
export const MID_GREY = 128;
/** An opaque pixel of `MID_GREY`. */
export const GREY_WORD = (0xff000000 | (MID_GREY * 0x010101)) >>> 0;

/** A 32-bit word for each pixel, red in its lowest byte: every machine that runs a browser is little-endian. Shared memory. */
export function wordsOf({ data, width, height }: Pixels): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, width * height);
}

/** Lays transparent pixels on grey, in place. */
export function layOnGrey(pixels: Pixels): void {
  const words = wordsOf(pixels);
  let common = 0xffffffff;
  for (let at = 0; at < words.length; at++) common &= words[at] ?? 0;
  if (common >>> 24 === 255) return;
  for (let at = 0; at < words.length; at++) words[at] = onGrey(words[at] ?? 0);
}

function onGrey(word: number): number {
  const opacity = (word >>> 24) / 255;
  const blend = (value: number) => Math.round(opacity * value + (1 - opacity) * MID_GREY);
  return (
    0xff000000 | blend(word & 255) | (blend((word >>> 8) & 255) << 8) | (blend((word >>> 16) & 255) << 16)
  );
}

/** A box of the pixels, in whole pixels; grey where it reaches beyond them. */
export function cutOut(pixels: Pixels, { x, y, width, height }: Box): Pixels {
  const words = wordsOf(pixels);
  const part = new Uint32Array(width * height).fill(GREY_WORD);
  const left = Math.max(0, x);
  const right = Math.min(pixels.width, x + width);
  for (let row = Math.max(0, y); left < right && row < Math.min(pixels.height, y + height); row++) {
    const start = row * pixels.width;
    part.set(words.subarray(start + left, start + right), (row - y) * width + left - x);
  }
  return { data: new Uint8ClampedArray(part.buffer), width, height };
}

/** Two of a word's four bytes, with room between them for the sum of four. */
const EVEN_BYTES = 0x00ff00ff;
/** Half of 4 in each of the two, to round. */
const ROUND = 0x00020002;

/**
 * The rounded means of four pixels' red, green and blue, each pixel a word as in `wordsOf`: two bytes at a
 * time, whose sums stay apart. The defaults are for the type's sake.
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
