/** Side of the square window in which a likely place is judged, in pixels of a shrunken photo. */
export const WINDOW = 20;
/** Comparisons of a fern, which choose one of its values. */
const COMPARISONS = 5;
const VALUES = 2 ** COMPARISONS;
const BYTES = 5 * COMPARISONS + VALUES + 2;

/**
 * Ferns that tell how much a window looks like a face: each adds one value, chosen by comparing pairs of pixels, and
 * a window whose sum is too low after a fern is none. They are integers, so the answer is the same in every engine.
 */
export class PlaceFerns {
  private readonly bytes: Int8Array;
  private readonly count: number;

  /** @param base64 what `facecurve_train.places.learn` writes */
  constructor(base64: string) {
    this.bytes = Int8Array.from(atob(base64), (character) => character.charCodeAt(0));
    this.count = this.bytes.length / BYTES;
  }

  /** Judges windows of a grey picture of this width by the place of their first pixel: their sums, or null for none. */
  judgeOf(grey: Uint8Array, width: number): (first: number) => number | null {
    const { count } = this;
    const { pairs, values, least } = this.tables(width);
    const isBrighter = (first: number, at: number) =>
      (grey[first + (pairs[at] as number)] as number) >
      (grey[first + (pairs[at + 1] as number)] as number) + (pairs[at + 2] as number);
    return (first) => {
      let sum = 0;
      // The loop that costs: the comparisons stand one after another.
      for (let fern = 0, at = 0; fern < count; fern++, at += 3 * COMPARISONS) {
        const chosen =
          (isBrighter(first, at) ? 1 : 0) |
          (isBrighter(first, at + 3) ? 2 : 0) |
          (isBrighter(first, at + 6) ? 4 : 0) |
          (isBrighter(first, at + 9) ? 8 : 0) |
          (isBrighter(first, at + 12) ? 16 : 0);
        sum += values[fern * VALUES + chosen] as number;
        if (sum < (least[fern] as number)) return null;
      }
      return sum;
    };
  }

  /** A fern's bytes: x, y of one pixel and of the other and a margin for each comparison; its values; the least sum in two bytes. */
  private tables(width: number) {
    const { bytes, count } = this;
    const pairs = new Int32Array(3 * COMPARISONS * count);
    const values = new Int32Array(VALUES * count);
    const least = new Int32Array(count);
    const byte = (at: number) => bytes[at] as number;
    for (let fern = 0; fern < count; fern++) {
      const start = fern * BYTES;
      for (let index = 0; index < COMPARISONS; index++) {
        const from = start + 5 * index;
        const to = 3 * (fern * COMPARISONS + index);
        pairs[to] = byte(from) + byte(from + 1) * width;
        pairs[to + 1] = byte(from + 2) + byte(from + 3) * width;
        pairs[to + 2] = byte(from + 4);
      }
      const end = start + BYTES - 2;
      values.set(bytes.subarray(end - VALUES, end), fern * VALUES);
      least[fern] = (byte(end) << 8) | (byte(end + 1) & 255);
    }
    return { pairs, values, least };
  }
}
