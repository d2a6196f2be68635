import type { Box, FaceEstimate } from '../types.ts';

/** Sorts faces in the order of their numbers: from left to right as the viewer sees them. */
export function orderFaces(faces: readonly FaceEstimate[], isMirrored: boolean): FaceEstimate[] {
  const middle = ({ box }: FaceEstimate) => box.x + box.width / 2;
  return [...faces].sort((a, b) => (isMirrored ? middle(b) - middle(a) : middle(a) - middle(b)));
}

/** Index of the face that is chosen first: the largest usable one, else the largest. */
export function mainFace(faces: readonly FaceEstimate[]): number {
  let best = 0;
  faces.forEach((face, index) => {
    const leader = faces[best];
    if (leader !== undefined && weight(face) > weight(leader)) best = index;
  });
  return best;
}

/** Index of the face where the chosen one was in the last frame; the main face if no face is near. */
export function followFace(faces: readonly FaceEstimate[], chosen: Box | null): number {
  if (chosen === null) return mainFace(faces);
  const distances = faces.map(({ box }) => distance(box, chosen));
  const least = Math.min(...distances);
  return least <= Math.max(chosen.width, chosen.height) ? distances.indexOf(least) : mainFace(faces);
}

function weight({ box, quality }: FaceEstimate): number {
  return box.width * box.height * (quality.usable ? 1e6 : 1);
}

function distance(a: Box, b: Box): number {
  return Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
}
