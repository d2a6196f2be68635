import type { DetectedFace, Point } from '../types.ts';
import { keypointsFrom } from './keypoints.ts';

/** A map that the detector's graph gives: `anchors` places in each of `cells` x `cells` cells. */
export interface MapShape {
  readonly cells: number;
  readonly anchors: number;
}

/** What places are faces, and which of them are the same face. */
export interface FaceRules {
  /** Side of a view in pixels. */
  readonly viewSize: number;
  readonly leastScore: number;
}

/** The values of a map's places, row by row: a logit each, and the box with six keypoints. */
export interface FaceMap extends MapShape {
  readonly logits: Float32Array;
  readonly boxes: Float32Array;
}

/** Numbers of one place: centre, width and height of the box, then x and y of six keypoints. */
export const PLACE_VALUES = 16;
const KEYPOINTS = 6;
/** Logits are cut at this size, as MediaPipe cuts them. */
const LARGEST_LOGIT = 100;

/**
 * The faces that a view's maps hold, before overlapping ones are merged, in pixels of the view. All sizes and places of a
 * map are in pixels too, from the centre of the cell.
 */
export function facesInMaps(maps: readonly FaceMap[], { viewSize, leastScore }: FaceRules): DetectedFace[] {
  return maps.flatMap((map) => {
    const faces: DetectedFace[] = [];
    const step = viewSize / map.cells;
    for (const [place, logit] of map.logits.entries()) {
      const score = scoreOf(logit);
      if (!(score >= leastScore)) continue;
      const cell = Math.floor(place / map.anchors);
      const centre = {
        x: ((cell % map.cells) + 0.5) * step,
        y: (Math.floor(cell / map.cells) + 0.5) * step,
      };
      const values = map.boxes.subarray(place * PLACE_VALUES, (place + 1) * PLACE_VALUES);
      const face = faceAt(centre, values, score);
      if (face !== null) faces.push(face);
    }
    return faces;
  });
}

/** A logit as a score of 0 to 1; single precision, as MediaPipe's, so that equal scores stay equal. */
export function scoreOf(logit: number): number {
  const cut = Math.min(LARGEST_LOGIT, Math.max(-LARGEST_LOGIT, logit));
  return Math.fround(1 / (1 + Math.exp(-cut)));
}

/** Null where the network gives no box: a side below 0, or no number. */
function faceAt(centre: Point, values: Float32Array, score: number): DetectedFace | null {
  const [x = 0, y = 0, width = 0, height = 0] = values;
  if (!(width >= 0 && height >= 0)) return null;
  const points = Array.from({ length: KEYPOINTS }, (_, index) => ({
    x: centre.x + (values[4 + 2 * index] ?? 0),
    y: centre.y + (values[5 + 2 * index] ?? 0),
  }));
  const keypoints = keypointsFrom(points);
  if (keypoints === null) return null;
  return {
    box: { x: centre.x + x - width / 2, y: centre.y + y - height / 2, width, height },
    score,
    keypoints,
  };
}
