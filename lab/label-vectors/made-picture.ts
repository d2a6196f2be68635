import { createHash } from 'node:crypto';
import type { Pixels } from '../../src/pixels.ts';

/** A picture that Python makes as well (`training/tests/made_picture.py`): slopes with noise. */
export interface MadePicture {
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  /** Quarters of noise, 0 to 4; the rest are slopes. */
  readonly noise: number;
  /** Makes the slopes less steep: 1, 2, 4, ... */
  readonly flat: number;
}

export function pixelsOf({ width, height, seed, noise, flat }: MadePicture): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      for (let channel = 0; channel < 3; channel++) {
        const slope = Math.floor((x * (channel + 2) + y * (5 - channel)) / flat) % 512;
        const folded = slope < 256 ? slope : 511 - slope;
        const random = noiseOf((y * width + x) * 3 + channel + seed * 7919);
        data[at + channel] = ((4 - noise) * folded + noise * random) >> 2;
      }
    }
  }
  return { data, width, height };
}

/** A byte for a number, by integer arithmetic alone. */
function noiseOf(number: number): number {
  let mixed = Math.imul(number, 0x9e3779b1);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x85ebca77);
  mixed ^= mixed >>> 13;
  return mixed >>> 24;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
