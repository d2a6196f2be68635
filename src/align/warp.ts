import { cutOut, type Pixels, wordsOf } from '../pixels.ts';
import type { Box, SimilarityTransform } from '../types.ts';
import { halveTimes } from './halve-rounding-up.ts';

/** Above this many picture pixels a crop pixel, halving first is cheaper than more samples, and the estimates are no worse. */
const SAMPLES_BEFORE_HALVING = 2;

/**
 * An RGB crop of `size` x `size` bytes x 3, in which crop pixel (u, v) shows the picture at `toPicture` (u, v);
 * pixel centres lie at half numbers in both. Antialiased: each crop pixel is the mean of n x n bilinear samples,
 * n the picture pixels a crop pixel spans, rounded up. Opaque pixels in; pure arithmetic on bytes, so every engine gives the same crop.
 */
export function warp(pixels: Pixels, toPicture: SimilarityTransform, size: number): Uint8Array<ArrayBuffer> {
  const halvings = halvingsBefore(toPicture);
  const source = halveTimes(pixels, halvings);
  const transform = inHalves(toPicture, halvings);
  const box = sampledBox(transform, size);
  // Most faces lie within the picture, whose pixels are then sampled where they lie.
  const { width } = source;
  return isWithin(box, source)
    ? sample(wordsOf(source), { x: 0, y: 0, width }, transform, size)
    : sample(wordsOf(cutOut(source, box)), box, transform, size);
}

/** How often a picture is halved before a crop is sampled. */
export function halvingsBefore(transform: SimilarityTransform): number {
  let halvings = 0;
  for (let scale = scaleOf(transform); scale > SAMPLES_BEFORE_HALVING; scale /= 2) halvings++;
  return halvings;
}

/** The transform to the picture that was halved so often. */
export function inHalves(
  { a, b, translateX, translateY }: SimilarityTransform,
  halvings: number,
): SimilarityTransform {
  const share = 0.5 ** halvings;
  return { a: a * share, b: b * share, translateX: translateX * share, translateY: translateY * share };
}

function scaleOf(transform: SimilarityTransform): number {
  return Math.sqrt(transform.a * transform.a + transform.b * transform.b);
}

/** The pixels between which the samples of a crop lie, and one more on each side, since sums are rounded. */
function sampledBox({ a, b, translateX, translateY }: SimilarityTransform, size: number): Box {
  const x = Math.floor(translateX + size * (Math.min(0, a) - Math.max(0, b))) - 2;
  const y = Math.floor(translateY + size * (Math.min(0, a) + Math.min(0, b))) - 2;
  const side = Math.ceil(size * (Math.abs(a) + Math.abs(b))) + 5;
  return { x, y, width: side, height: side };
}

function isWithin({ x, y, width, height }: Box, picture: Pixels): boolean {
  return x >= 0 && y >= 0 && x + width <= picture.width && y + height <= picture.height;
}

/**
 * The loop that costs: numbers in local variables, nothing called, several times as fast as tidier code.
 * @param words a pixel each, red in the lowest byte: the picture, or the box of it around all samples
 */
function sample(
  words: Uint32Array,
  { x: originX, y: originY, width }: Omit<Box, 'height'>,
  { a, b, translateX, translateY }: SimilarityTransform,
  size: number,
): Uint8Array<ArrayBuffer> {
  const samples = Math.max(1, Math.ceil(Math.sqrt(a * a + b * b)));
  const share = 1 / (samples * samples);
  const crop = new Uint8Array(size * size * 3);
  for (let v = 0, at = 0; v < size; v++) {
    for (let u = 0; u < size; u++, at += 3) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let sy = 0; sy < samples; sy++) {
        const y = v + (sy + 0.5) / samples;
        for (let sx = 0; sx < samples; sx++) {
          const x = u + (sx + 0.5) / samples;
          const pictureX = a * x - b * y + translateX - 0.5;
          const pictureY = b * x + a * y + translateY - 0.5;
          const left = Math.floor(pictureX);
          const top = Math.floor(pictureY);
          const shareX = pictureX - left;
          const shareY = pictureY - top;
          const first = (top - originY) * width + left - originX;
          const p = words[first] ?? 0;
          const q = words[first + 1] ?? 0;
          const r = words[first + width] ?? 0;
          const s = words[first + width + 1] ?? 0;
          const ofP = (1 - shareX) * (1 - shareY);
          const ofQ = shareX * (1 - shareY);
          const ofR = (1 - shareX) * shareY;
          const ofS = shareX * shareY;
          red += ofP * (p & 255) + ofQ * (q & 255) + ofR * (r & 255) + ofS * (s & 255);
          green +=
            ofP * ((p >>> 8) & 255) +
            ofQ * ((q >>> 8) & 255) +
            ofR * ((r >>> 8) & 255) +
            ofS * ((s >>> 8) & 255);
          blue +=
            ofP * ((p >>> 16) & 255) +
            ofQ * ((q >>> 16) & 255) +
            ofR * ((r >>> 16) & 255) +
            ofS * ((s >>> 16) & 255);
        }
      }
      crop[at] = (red * share + 0.5) | 0;
      crop[at + 1] = (green * share + 0.5) | 0;
      crop[at + 2] = (blue * share + 0.5) | 0;
    }
  }
  return crop;
}
