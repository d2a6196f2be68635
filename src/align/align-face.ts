import { freePixels, type ReadBox } from '../pixels.ts';
import type { Box, Keypoints, Point, SimilarityTransform } from '../types.ts';
import { readHalved } from './halve-rounding-up.ts';
import { applySimilarity, fitSimilarityTransform } from './similarity-transform.ts';
import { type Landmarks, templateInPixels } from './template.ts';
import { halvingsBefore, inHalves, warp } from './warp.ts';

export interface CropShape {
  /** Side of the network's input in pixels. */
  readonly size: number;
  /** Extra pixels on each side (0 for the network; training cuts its variations from them). */
  readonly margin: number;
}

function landmarksOf(keypoints: Keypoints): Landmarks {
  return [keypoints.leftEye, keypoints.rightEye, keypoints.noseTip, keypoints.mouth];
}

/** The most frame pixels that a pixel of the crop may span; no frame is so large that a face would need more. */
const LARGEST_SCALE = 1000;

/** The transform from crop pixels to frame pixels for a face; null for keypoints that are not those of a face, such as six equal points. */
export function cropToFrame(keypoints: Keypoints, { size, margin }: CropShape): SimilarityTransform | null {
  const landmarks = landmarksOf(keypoints);
  if (!haveExtent(landmarks)) return null;
  const transform = invert(fitSimilarityTransform(landmarks, templateInPixels(size, margin)));
  return Math.hypot(transform.a, transform.b) <= LARGEST_SCALE ? transform : null;
}

/** Keypoints nearer to each other than this (frame pixels) count as one point: smaller squares would vanish in the fit. */
const LEAST_EXTENT = 1e-3;

function haveExtent(points: Landmarks): boolean {
  const [first] = points;
  return (
    points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)) &&
    points.some(({ x, y }) => Math.hypot(x - first.x, y - first.y) >= LEAST_EXTENT)
  );
}

function invert({ a, b, translateX, translateY }: SimilarityTransform): SimilarityTransform {
  const squared = a * a + b * b;
  return {
    a: a / squared,
    b: -b / squared,
    translateX: (-a * translateX - b * translateY) / squared,
    translateY: (b * translateX - a * translateY) / squared,
  };
}

/** The whole-pixel part of a `width` x `height` frame that the crop of `transform` needs; null if the crop misses the frame. */
export function neededBox(
  transform: SimilarityTransform,
  side: number,
  width: number,
  height: number,
): Box | null {
  const corners: Point[] = [
    { x: 0, y: 0 },
    { x: side, y: 0 },
    { x: 0, y: side },
    { x: side, y: side },
  ].map((corner) => applySimilarity(transform, corner));
  // The samples of a crop pixel reach one picture pixel, or after halving one block of them, beyond it.
  const reach = 2 * Math.ceil(Math.hypot(transform.a, transform.b)) + 1;
  const x = onGrid(Math.min(...corners.map((corner) => corner.x)) - reach);
  const y = onGrid(Math.min(...corners.map((corner) => corner.y)) - reach);
  const right = Math.min(width, Math.ceil(Math.max(...corners.map((corner) => corner.x))) + reach);
  const bottom = Math.min(height, Math.ceil(Math.max(...corners.map((corner) => corner.y))) + reach);
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : null;
}

/** Parts of a frame begin on a grid of so many pixels, so that halving always pairs the same pixels. */
const GRID = 16;

function onGrid(start: number): number {
  return Math.max(0, Math.floor(start / GRID) * GRID);
}

/** The crop of a face out of a box of the frame that holds all that the crop needs. */
export function cropFace(
  read: ReadBox,
  box: Box,
  transform: SimilarityTransform,
  side: number,
): Uint8Array<ArrayBuffer> {
  const { a, b, translateX, translateY } = transform;
  const inBox = { a, b, translateX: translateX - box.x, translateY: translateY - box.y };
  const halvings = halvingsBefore(inBox);
  const pixels = readHalved(read, box, halvings);
  const crop = warp(pixels, inHalves(inBox, halvings), side);
  freePixels(pixels);
  return crop;
}
