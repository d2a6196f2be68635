import type { Point } from '../types.ts';

/** The four landmarks that place a face, in the order in which every list here has them. */
export type Landmarks = readonly [leftEye: Point, rightEye: Point, noseTip: Point, mouth: Point];

/**
 * Where the landmarks lie in a crop of side 1. Drawing: `docs/alignment.md`.
 * The shape is the mean of FairFace training faces, made symmetric; the scale leaves room for forehead, chin and ears.
 */
export const template: Landmarks = [
  { x: 0.328125, y: 0.345 },
  { x: 0.671875, y: 0.345 },
  { x: 0.5, y: 0.544 },
  { x: 0.5, y: 0.7295 },
];

/** The template's landmarks in pixels of a crop of `size`, with `margin` more pixels on each side. */
export function templateInPixels(size: number, margin: number): Landmarks {
  const place = (point: Point): Point => ({ x: point.x * size + margin, y: point.y * size + margin });
  const [leftEye, rightEye, noseTip, mouth] = template;
  return [place(leftEye), place(rightEye), place(noseTip), place(mouth)];
}
