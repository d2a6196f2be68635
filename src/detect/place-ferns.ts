/** Side of the square window in which a likely place is judged, in pixels of a shrunken photo. */
export const WINDOW = 20;
/** Comparisons of a fern, which choose one of its values. */
const COMPARISONS = 5;
const VALUES = 2 ** COMPARISONS;
const BYTES = 5 * COMPARISONS + VALUES + 2;

/** Windows of a grey picture by the place of their first pixel, and their sums so far; the first `count` of each list count. */
interface JudgedWindows {
  readonly first: Int32Array;
  readonly sums: Int32Array;
  count: number;
}

/**
 * Ferns that tell how much a window looks like a face: each adds one value, chosen by comparing pairs of pixels, and
 * a window whose sum is too low after a fern is none. They are integers, so the answer is the same in every engine.
 */
export class PlaceFerns {
  private readonly bytes: Int8Array;

  /** @param base64 what `facecurve_train.places.learn` writes */
  constructor(base64: string) {
    this.bytes = Int8Array.from(atob(base64), (character) => character.charCodeAt(0));
  }

  /** The windows of a grey picture of this width that may be a face, in their order. Overwrites `first`. */
  judge(grey: Uint8Array, width: number, first: Int32Array): JudgedWindows {
    const windows = { first, sums: new Int32Array(first.length), count: first.length };
    for (let start = 0; start < this.bytes.length; start += BYTES) {
      windows.count = keepAlike(this.bytes.subarray(start, start + BYTES), grey, width, windows);
    }
    return windows;
  }
}

/**
 * Moves the windows that pass a fern to the front, and tells how many they are. A fern's bytes: x, y of one pixel and of the
 * other and a margin for each comparison; its values; the least sum in two bytes.
 */
function keepAlike(
  fern: Int8Array,
  grey: Uint8Array,
  width: number,
  { first, sums, count }: JudgedWindows,
): number {
  const byte = (at: number) => fern[at] as number;
  const offset = (at: number) => byte(at) + byte(at + 1) * width;
  const [a, b, c, d, e] = [offset(0), offset(5), offset(10), offset(15), offset(20)];
  const [otherA, otherB, otherC, otherD, otherE] = [offset(2), offset(7), offset(12), offset(17), offset(22)];
  const [marginA, marginB, marginC, marginD, marginE] = [byte(4), byte(9), byte(14), byte(19), byte(24)];
  const least = (byte(BYTES - 2) << 8) | (byte(BYTES - 1) & 255);
  const values = fern.subarray(5 * COMPARISONS, 5 * COMPARISONS + VALUES);
  let kept = 0;
  // The loop that costs: all windows pass a fern before the next one, and signs take the place of branches, which cost as much again.
  for (let index = 0; index < count; index++) {
    const at = first[index] as number;
    const chosen =
      (((grey[at + otherA] as number) + marginA - (grey[at + a] as number)) & 1024) |
      (((grey[at + otherB] as number) + marginB - (grey[at + b] as number)) & 2048) |
      (((grey[at + otherC] as number) + marginC - (grey[at + c] as number)) & 4096) |
      (((grey[at + otherD] as number) + marginD - (grey[at + d] as number)) & 8192) |
      (((grey[at + otherE] as number) + marginE - (grey[at + e] as number)) & 16384);
    const sum = (sums[index] as number) + (values[chosen >> 10] as number);
    first[kept] = at;
    sums[kept] = sum;
    kept += 1 + ((sum - least) >> 31);
  }
  return kept;
}
