import { boxArea, intersectionArea } from '../box.ts';
import type { Box, DetectedFace } from '../types.ts';
import { mapKeypoints } from './keypoints.ts';

/**
 * MediaPipe's weighted suppression: the best face takes the mean, weighted by their scores, of all that overlap it by more
 * than `overlap` (intersection over union), and keeps its own score; then the best of the rest, and so on. Best first.
 */
export function mergeOverlapping(faces: readonly DetectedFace[], overlap: number): DetectedFace[] {
  const merged: DetectedFace[] = [];
  let rest = [...faces].sort((a, b) => b.score - a.score);
  for (let [best] = rest; best !== undefined; [best] = rest) {
    const { box } = best;
    const isSame = (face: DetectedFace) => intersectionOverUnion(face.box, box) > overlap;
    const same = rest.filter(isSame);
    // A box without an area overlaps nothing, not even itself: MediaPipe keeps it and drops the rest.
    if (same.length === 0) return [...merged, best];
    merged.push({ ...weightedMean(best, same), score: best.score });
    rest = rest.filter((face) => !isSame(face));
  }
  return merged;
}

/** The area that two boxes share, as a share of the area that they cover. */
function intersectionOverUnion(a: Box, b: Box): number {
  const shared = intersectionArea(a, b);
  return shared === 0 ? 0 : shared / (boxArea(a) + boxArea(b) - shared);
}

function weightedMean(
  best: DetectedFace,
  faces: readonly DetectedFace[],
): Pick<DetectedFace, 'box' | 'keypoints'> {
  const total = faces.reduce((sum, { score }) => sum + score, 0);
  const mean = (value: (face: DetectedFace) => number) =>
    faces.reduce((sum, face) => sum + value(face) * face.score, 0) / total;
  const x = mean(({ box }) => box.x);
  const y = mean(({ box }) => box.y);
  return {
    box: {
      x,
      y,
      width: mean(({ box }) => box.x + box.width) - x,
      height: mean(({ box }) => box.y + box.height) - y,
    },
    keypoints: mapKeypoints(best.keypoints, (_, name) => ({
      x: mean(({ keypoints }) => keypoints[name].x),
      y: mean(({ keypoints }) => keypoints[name].y),
    })),
  };
}
