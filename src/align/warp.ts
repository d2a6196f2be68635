import type { SimilarityTransform } from '../types.ts';

/** Pixels of a picture or of a part of it: RGBA bytes, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray | Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What lies beyond the picture: mid grey, which the network's normalisation puts at about 0. */
export const OUTSIDE = 128;

/** Above this many picture pixels a crop pixel, halving first is cheaper than more samples. */
const SAMPLES_BEFORE_HALVING = 4;

/**
 * An RGB crop of `size` x `size` bytes x 3, in which crop pixel (u, v) shows the picture at `toPicture` (u, v);
 * pixel centres lie at half numbers in both. Antialiased: each crop pixel is the mean of n x n bilinear samples,
 * n the picture pixels a crop pixel spans, rounded up. Pure arithmetic on bytes, so every engine gives the same crop.
 */
export function warp(pixels: Pixels, toPicture: SimilarityTransform, size: number): Uint8Array<ArrayBuffer> {
  let source = pixels;
  let transform = toPicture;
  while (scaleOf(transform) > SAMPLES_BEFORE_HALVING) {
    source = halve(source);
    transform = {
      a: transform.a / 2,
      b: transform.b / 2,
      translateX: transform.translateX / 2,
      translateY: transform.translateY / 2,
    };
  }
  const samples = Math.max(1, Math.ceil(scaleOf(transform)));
  const crop = new Uint8Array(size * size * 3);
  const sum = new Float64Array(3);
  for (let v = 0, at = 0; v < size; v++) {
    for (let u = 0; u < size; u++, at += 3) {
      sum.fill(0);
      for (let sy = 0; sy < samples; sy++) {
        for (let sx = 0; sx < samples; sx++) {
          const x = u + (sx + 0.5) / samples;
          const y = v + (sy + 0.5) / samples;
          addBilinearSample(
            source,
            transform.a * x - transform.b * y + transform.translateX,
            transform.b * x + transform.a * y + transform.translateY,
            sum,
          );
        }
      }
      const share = 1 / (samples * samples);
      for (let channel = 0; channel < 3; channel++) {
        crop[at + channel] = Math.floor((sum[channel] ?? 0) * share + 0.5);
      }
    }
  }
  return crop;
}

function scaleOf(transform: SimilarityTransform): number {
  return Math.sqrt(transform.a * transform.a + transform.b * transform.b);
}

/** Adds the colour at (`x`, `y`) to `sum`; pixels outside the picture and transparent ones count as grey. */
function addBilinearSample(pixels: Pixels, x: number, y: number, sum: Float64Array): void {
  const left = Math.floor(x - 0.5);
  const top = Math.floor(y - 0.5);
  const shareX = x - 0.5 - left;
  const shareY = y - 0.5 - top;
  addPixel(pixels, left, top, (1 - shareX) * (1 - shareY), sum);
  addPixel(pixels, left + 1, top, shareX * (1 - shareY), sum);
  addPixel(pixels, left, top + 1, (1 - shareX) * shareY, sum);
  addPixel(pixels, left + 1, top + 1, shareX * shareY, sum);
}

function addPixel(pixels: Pixels, column: number, row: number, weight: number, sum: Float64Array): void {
  const inside = column >= 0 && row >= 0 && column < pixels.width && row < pixels.height;
  const at = (row * pixels.width + column) * 4;
  const opacity = inside ? (pixels.data[at + 3] ?? 0) / 255 : 0;
  for (let channel = 0; channel < 3; channel++) {
    const value = inside ? (pixels.data[at + channel] ?? 0) : 0;
    sum[channel] = (sum[channel] ?? 0) + weight * (opacity * value + (1 - opacity) * OUTSIDE);
  }
}

/** The picture at half its size: means of 2 x 2 pixels; an odd last row or column is averaged with itself. */
function halve(pixels: Pixels): Pixels {
  const width = Math.ceil(pixels.width / 2);
  const height = Math.ceil(pixels.height / 2);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0, at = 0; row < height; row++) {
    const top = row * 2 * pixels.width;
    const bottom = Math.min(row * 2 + 1, pixels.height - 1) * pixels.width;
    for (let column = 0; column < width; column++) {
      const left = column * 2;
      const right = Math.min(left + 1, pixels.width - 1);
      for (let channel = 0; channel < 4; channel++, at++) {
        const total =
          (pixels.data[(top + left) * 4 + channel] ?? 0) +
          (pixels.data[(top + right) * 4 + channel] ?? 0) +
          (pixels.data[(bottom + left) * 4 + channel] ?? 0) +
          (pixels.data[(bottom + right) * 4 + channel] ?? 0);
        data[at] = (total + 2) >> 2;
      }
    }
  }
  return { data, width, height };
}
