import { meanOfFour, type Pixels, wordsOf } from '../pixels.ts';

/** A rectangle between pixel edges. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** At least one pixel a side. */
export function emptyHalf(width: number, height: number): Pixels {
  const half = { width: Math.max(1, width >> 1), height: Math.max(1, height >> 1) };
  return { ...half, data: new Uint8ClampedArray(half.width * half.height * 4).fill(255) };
}

/** Halves a picture: means of 2 x 2 pixels. Sides are rounded down: an odd last column or row is left out. */
export function halveRoundingDown({ width, height, data }: Pixels): Pixels {
  const half = emptyHalf(width, height);
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const to = new Uint32Array(half.data.buffer);
  const right = width > 1 ? 1 : 0;
  const below = height > 1 ? width : 0;
  let target = 0;
  for (let y = 0; y < half.height; y++) {
    let at = 2 * y * width;
    for (let x = 0; x < half.width; x++, at += 2) {
      to[target++] = meanOfFour(from[at], from[at + right], from[at + below], from[at + below + right]);
    }
  }
  return half;
}

/** Fills a view with every second pixel, from the first on, of pixels of twice its size. */
export function takeEverySecond(pixels: Pixels, view: Pixels): void {
  const from = new Uint32Array(pixels.data.buffer, pixels.data.byteOffset, pixels.width * pixels.height);
  const to = new Uint32Array(view.data.buffer, view.data.byteOffset, view.width * view.height);
  for (let y = 0, target = 0; y < view.height; y++) {
    const row = 2 * y * pixels.width;
    for (let x = 0; x < view.width; x++) to[target++] = from[row + 2 * x] ?? 0;
  }
}

/**
 * Fills a square view with a square of the pixels, bilinear; pixels are repeated beyond their edge.
 * @param bounds where the picture is, in the coordinates of the pixels; samples beyond it are left as they are
 */
export function sampleSquare(
  pixels: Pixels,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
  bounds: Bounds,
  view: Pixels,
): void {
  const columns = stepsOf(x, size / view.width, view.width, pixels.width, [bounds.left, bounds.right]);
  const rows = stepsOf(y, size / view.height, view.height, pixels.height, [bounds.top, bounds.bottom]);
  const { width } = pixels;
  const words = wordsOf(pixels);
  const { data } = view;
  // The loop that costs: a pixel is one word, and its channels stand one after another.
  for (let row = rows.from; row < rows.to; row++) {
    const upper = (rows.first[row] ?? 0) * width;
    const lower = (rows.second[row] ?? 0) * width;
    const down = rows.share[row] ?? 0;
    let to = (row * view.width + columns.from) * 4;
    for (let column = columns.from; column < columns.to; column++, to += 4) {
      const left = columns.first[column] ?? 0;
      const right = columns.second[column] ?? 0;
      const along = columns.share[column] ?? 0;
      const a = words[upper + left] ?? 0;
      const b = words[upper + right] ?? 0;
      const c = words[lower + left] ?? 0;
      const d = words[lower + right] ?? 0;
      const red = between(a & 255, b & 255, along);
      data[to] = between(red, between(c & 255, d & 255, along), down);
      const green = between((a >>> 8) & 255, (b >>> 8) & 255, along);
      data[to + 1] = between(green, between((c >>> 8) & 255, (d >>> 8) & 255, along), down);
      const blue = between((a >>> 16) & 255, (b >>> 16) & 255, along);
      data[to + 2] = between(blue, between((c >>> 16) & 255, (d >>> 16) & 255, along), down);
    }
  }
}

function between(first: number, second: number, share: number): number {
  return first + (second - first) * share;
}

/** Where the samples along one side lie: two neighbours and the share of the second; those `from` ... `to` - 1 count. */
interface Steps {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly share: Float64Array;
  readonly from: number;
  readonly to: number;
}

function stepsOf(
  start: number,
  step: number,
  count: number,
  length: number,
  [low, high]: readonly [low: number, high: number],
): Steps {
  const first = new Int32Array(count);
  const second = new Int32Array(count);
  const share = new Float64Array(count);
  let from = count;
  let to = 0;
  for (let index = 0; index < count; index++) {
    const centre = start + (index + 0.5) * step;
    if (centre < low || centre >= high) continue;
    from = Math.min(from, index);
    to = index + 1;
    const position = Math.min(length - 1, Math.max(0, centre - 0.5));
    first[index] = Math.floor(position);
    second[index] = Math.min(length - 1, Math.floor(position) + 1);
    share[index] = position - Math.floor(position);
  }
  return { first, second, share, from, to };
}
