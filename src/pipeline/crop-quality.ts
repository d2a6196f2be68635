export interface CropQuality {
  /** Root mean square of the fine detail as a share of the contrast, 0 to about 1. */
  readonly sharpness: number;
  /** Mean luminance, 0 to 1. */
  readonly brightness: number;
}

/** Keeps noise in a crop without contrast from counting as sharpness; grey levels. */
const LEAST_CONTRAST = 4;
/** Share of each side that is left out: the face fills the middle of the crop. */
const RIM = 1 / 8;

/** @param crop S x S x 3 bytes, RGB */
export function judgeCrop(crop: Uint8Array): CropQuality {
  const side = Math.round(Math.sqrt(crop.length / 3));
  const luminance = luminances(crop);
  const first = Math.max(1, Math.round(side * RIM));
  let count = 0;
  let sum = 0;
  let squares = 0;
  let detail = 0;
  for (let row = first; row < side - first; row++) {
    for (let at = row * side + first; at < row * side + side - first; at++) {
      const value = luminance[at] ?? 0;
      const around =
        (luminance[at - 1] ?? 0) +
        (luminance[at + 1] ?? 0) +
        (luminance[at - side] ?? 0) +
        (luminance[at + side] ?? 0);
      count++;
      sum += value;
      squares += value * value;
      detail += (value - around / 4) ** 2;
    }
  }
  const mean = sum / count;
  const contrast = Math.sqrt(Math.max(0, squares / count - mean * mean)) + LEAST_CONTRAST;
  return { sharpness: Math.sqrt(detail / count) / contrast, brightness: mean / 255 };
}

function luminances(crop: Uint8Array): Float32Array {
  const values = new Float32Array(crop.length / 3);
  for (let index = 0, at = 0; index < values.length; index++, at += 3) {
    values[index] = 0.299 * (crop[at] ?? 0) + 0.587 * (crop[at + 1] ?? 0) + 0.114 * (crop[at + 2] ?? 0);
  }
  return values;
}
