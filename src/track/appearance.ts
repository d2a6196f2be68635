/** What an aligned crop looks like from afar, to tell a cut from a movement. */
export interface Appearance {
  /** Luminance of CELLS x CELLS cells less their mean, grey levels. */
  readonly pattern: Float32Array;
  /** Mean luminance, 0 to 1. */
  readonly brightness: number;
}

/** Of 8, 12 and 16 cells a side, 8 tell two people apart best from one whose keypoints tremble. */
const CELLS = 8;
/** Keeps the noise of crops without contrast from being alike; grey levels. */
const LEAST_CONTRAST = 1;

/** @param crop `side` x `side` x 3 bytes, RGB; `side` is a multiple of 8 */
export function appearanceOf(crop: Uint8Array, side: number): Appearance {
  const means = cellMeans(crop, side);
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  return { pattern: means.map((value) => value - mean), brightness: mean / 255 };
}

function cellMeans(crop: Uint8Array, side: number): Float32Array {
  const means = new Float32Array(CELLS * CELLS);
  const cell = side / CELLS;
  for (let row = 0, at = 0; row < side; row++) {
    for (let column = 0; column < side; column++, at += 3) {
      const index = Math.floor(row / cell) * CELLS + Math.floor(column / cell);
      const luminance = 0.299 * (crop[at] ?? 0) + 0.587 * (crop[at + 1] ?? 0) + 0.114 * (crop[at + 2] ?? 0);
      means[index] = (means[index] ?? 0) + luminance / (cell * cell);
    }
  }
  return means;
}

/** A view less like another than this has changed: half a pixel of movement in the crop stays above it. */
const STILL_LIKENESS = 0.97;
const STILL_BRIGHTNESS = 0.04;

/** Whether two crops show the same face in the same place and light. */
export function isStill(now: Appearance, before: Appearance): boolean {
  return (
    likeness(now, before) >= STILL_LIKENESS &&
    Math.abs(now.brightness - before.brightness) <= STILL_BRIGHTNESS
  );
}

/** Correlation of two appearances' patterns, whatever the light: 1 for the same view, about 0.2 for two people. */
export function likeness(a: Appearance, b: Appearance): number {
  const floor = a.pattern.length * LEAST_CONTRAST ** 2;
  return dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) + floor);
}

function dot(a: Appearance, b: Appearance): number {
  return a.pattern.reduce((sum, value, index) => sum + value * (b.pattern[index] ?? 0), 0);
}
