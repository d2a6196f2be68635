import { mapChannels, type Picture } from './picture.ts';

/** So many boxes one after another are almost a Gaussian. */
const PASSES = 3;

/** A Gaussian blur. @param sigma standard deviation in pixels */
export function blurred(picture: Picture, sigma: number): Picture {
  if (sigma === 0) return picture;
  const smooth = smoothed(picture, sigma);
  return mapChannels(picture, (_, at) => smooth[at] ?? 0);
}

/** An unsharp mask. @param amount share of the difference from the blurred picture that is added @param sigma of that blur, in pixels */
export function sharpened(picture: Picture, amount: number, sigma: number): Picture {
  if (amount === 0) return picture;
  const smooth = smoothed(picture, sigma);
  return mapChannels(picture, (before, at) => before + amount * (before - (smooth[at] ?? 0)));
}

/** A row or column of a channel: its first value, how far the next one is, and how many there are. */
interface Line {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

function smoothed({ width, height, data }: Picture, sigma: number): Float32Array {
  let values = Float32Array.from(data);
  let next = new Float32Array(values.length);
  const box = boxOf(sigma);
  for (let pass = 0; pass < 2 * PASSES; pass++) {
    const isAcross = pass < PASSES;
    const lines = isAcross ? height : width;
    for (let line = 0; line < lines; line++) {
      for (let channel = 0; channel < 3; channel++) {
        const first = 4 * (isAcross ? line * width : line) + channel;
        average(
          values,
          next,
          isAcross ? { first, step: 4, count: width } : { first, step: 4 * width, count: height },
          box,
        );
      }
    }
    [values, next] = [next, values];
  }
  return values;
}

/** A box whose two end pixels count by a share, so that its width need not be whole. */
interface SoftBox {
  readonly radius: number;
  readonly share: number;
}

/** The box which, applied `PASSES` times, has the variance of the Gaussian (Gwosdek and others 2011, "Theoretical foundations of Gaussian convolution by extended box filtering"). */
function boxOf(sigma: number): SoftBox {
  const variance = sigma ** 2 / PASSES;
  const radius = Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
  const share =
    ((2 * radius + 1) * (radius * (radius + 1) - 3 * variance)) / (6 * (variance - (radius + 1) ** 2));
  return { radius, share };
}

/** Writes the means over the box; the line's ends are repeated beyond them. */
function average(
  from: Float32Array,
  to: Float32Array,
  { first, step, count }: Line,
  { radius, share }: SoftBox,
): void {
  // A copy with room at both ends: the loop over it has no conditions.
  const margin = radius + 1;
  const line = new Float32Array(count + 2 * margin);
  for (let index = 0; index < count; index++) line[margin + index] = from[first + step * index] ?? 0;
  line.fill(line[margin] ?? 0, 0, margin);
  line.fill(line[margin + count - 1] ?? 0, margin + count);
  const weight = 1 / (2 * radius + 1 + 2 * share);
  let sum = 0;
  for (let index = 1; index < 2 * margin; index++) sum += line[index] ?? 0;
  for (let index = 0; index < count; index++) {
    const before = line[index] ?? 0;
    const after = line[index + 2 * margin] ?? 0;
    to[first + step * index] = (sum + share * (before + after)) * weight;
    sum += after - (line[index + 1] ?? 0);
  }
}
