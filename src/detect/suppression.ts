import type { Box, DetectedFace } from '../types.ts';

/** Two boxes that share at least this much of the smaller one are the same face. */
const SAME_FACE = 0.5;

/** Shared area of two boxes as a share of the smaller one, 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.min(a.width * a.height, b.width * b.height);
}

/** Whether two found faces lie over each other so far that they are one. */
export function isSameFace(a: DetectedFace, b: DetectedFace): boolean {
  return overlap(a.box, b.box) >= SAME_FACE;
}

/** Non-maximum suppression: of faces that lie over each other, the one of the highest score stays. */
export function suppressDuplicates<Face extends DetectedFace>(faces: readonly Face[]): Face[] {
  const kept: Face[] = [];
  for (const face of [...faces].sort((a, b) => b.score - a.score)) {
    if (!kept.some((other) => isSameFace(face, other))) kept.push(face);
  }
  return kept;
}
