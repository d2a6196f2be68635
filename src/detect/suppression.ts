import { boxArea, intersectionArea } from '../box.ts';
import type { Box, DetectedFace } from '../types.ts';

/** Two boxes that share at least this much of the smaller one are the same face. */
const SAME_FACE = 0.5;

/** The area that two boxes share, as a share of the smaller box: 0 to 1. */
export function intersectionOverMinimum(a: Box, b: Box): number {
  const shared = intersectionArea(a, b);
  return shared === 0 ? 0 : shared / Math.min(boxArea(a), boxArea(b));
}

/** Whether two detected faces overlap so far that they are one face. */
export function isSameFace(a: DetectedFace, b: DetectedFace): boolean {
  return intersectionOverMinimum(a.box, b.box) >= SAME_FACE;
}

/** Non-maximum suppression: of overlapping faces, keeps the one with the highest score. */
export function suppressDuplicates<Face extends DetectedFace>(faces: readonly Face[]): Face[] {
  const kept: Face[] = [];
  for (const face of [...faces].sort((a, b) => b.score - a.score)) {
    if (!kept.some((other) => isSameFace(face, other))) kept.push(face);
  }
  return kept;
}
