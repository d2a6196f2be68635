import { boxArea, intersectionArea } from '../box.ts';
import type { Box, Keypoints } from '../types.ts';
import { type Appearance, likeness } from './appearance.ts';

/** A face of one frame; coordinates in frame pixels. */
export interface SeenFace {
  readonly box: Box;
  readonly keypoints: Keypoints;
  readonly appearance: Appearance;
}

/**
 * Likeness below which two views are of two faces. Of pairs of different UTKFace and MEBeauty crops 96 % lie below it; of
 * crops of one face whose keypoints tremble by 2 of 96 pixels, 3 degrees and 4 % of scale, 0.3 %.
 */
const LEAST_LIKENESS = 0.7;
/** Mean distance of the keypoints, in box sides, at which the similarity is 0. */
const FARTHEST = 0.6;
/** Similarity below which a face is a new one. */
const LEAST_SIMILARITY = 0.25;

/** Similarity of two faces in place, size and appearance: 0 (another face) to 1 (the same view). */
export function similarity(a: SeenFace, b: SeenFace): number {
  if (likeness(a.appearance, b.appearance) < LEAST_LIKENESS) return 0;
  const side = Math.sqrt(Math.sqrt(boxArea(a.box) * boxArea(b.box)));
  const nearness = Math.max(0, 1 - keypointDistance(a.keypoints, b.keypoints) / (FARTHEST * side));
  const value = (intersectionOverUnion(a.box, b.box) + nearness) / 2;
  return value < LEAST_SIMILARITY ? 0 : value;
}

function intersectionOverUnion(a: Box, b: Box): number {
  const shared = intersectionArea(a, b);
  return shared === 0 ? 0 : shared / (boxArea(a) + boxArea(b) - shared);
}

/** Mean over the six keypoints, in pixels. */
function keypointDistance(a: Keypoints, b: Keypoints): number {
  const names = Object.keys(a) as (keyof Keypoints)[];
  return (
    names.reduce((sum, name) => sum + Math.hypot(a[name].x - b[name].x, a[name].y - b[name].y), 0) /
    names.length
  );
}

/**
 * For each face the index of the same known face, or null. Greedy, the most similar pair first: faces rarely overlap, so the
 * best sum of all pairs (the Hungarian method) would seldom differ, and a right pair stays right when other faces appear.
 */
export function matchFaces(known: readonly SeenFace[], faces: readonly SeenFace[]): (number | null)[] {
  const pairs = faces.flatMap((face, index) =>
    known.map((other, knownIndex) => ({ index, knownIndex, value: similarity(other, face) })),
  );
  const matches: (number | null)[] = faces.map(() => null);
  const taken = new Set<number>();
  for (const { index, knownIndex, value } of pairs.sort((a, b) => b.value - a.value)) {
    if (value === 0) break;
    if (matches[index] !== null || taken.has(knownIndex)) continue;
    matches[index] = knownIndex;
    taken.add(knownIndex);
  }
  return matches;
}
