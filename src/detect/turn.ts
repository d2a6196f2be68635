import { wordsOf } from '../pixels.ts';
import type { Box, DetectedFace, Point } from '../types.ts';
import { mapKeypoints } from './keypoints.ts';

/** Degrees, clockwise. */
export type Turn = 0 | 90 | 180 | 270;
/** The turns of faces that lie or stand on their heads. */
export const TURNS = [90, 180, 270] as const;

/** Degrees of roll up to which the detector sees a face in an upright view as well as in a turned one: `docs/detector.md`. */
const MOST_ROLL = 45;

/** The turn of the view in which a face is nearly upright; 0 for one that is a little tilted. */
export function turnOf({ keypoints: { leftEye, rightEye } }: Pick<DetectedFace, 'keypoints'>): Turn {
  const roll = (Math.atan2(rightEye.y - leftEye.y, rightEye.x - leftEye.x) * 180) / Math.PI;
  if (Math.abs(roll) <= MOST_ROLL) return 0;
  return Math.abs(roll) > 135 ? 180 : roll > 0 ? 90 : 270;
}

/** A box of a square view as it was before the view was turned upright. A point is a box without extent. */
export function fromUpright({ x, y, width, height }: Box, side: number, turn: Turn = 0): Box {
  switch (turn) {
    case 0:
      return { x, y, width, height };
    case 90:
      return { x: side - y - height, y: x, width: height, height: width };
    case 180:
      return { x: side - x - width, y: side - y - height, width, height };
    case 270:
      return { x: y, y: side - x - width, width: height, height: width };
  }
}

/** A face of a square view as it was before the view was turned upright; its left eye is the one that was left there. */
export function turnBack(face: DetectedFace, side: number, turn: Turn = 0): DetectedFace {
  if (turn === 0) return face;
  const back = ({ x, y }: Point): Point => {
    const { x: u, y: v } = fromUpright({ x, y, width: 0, height: 0 }, side, turn);
    return { x: u, y: v };
  };
  return {
    box: fromUpright(face.box, side, turn),
    score: face.score,
    keypoints: mapKeypoints(face.keypoints, back),
  };
}

/** A square view in which faces of that roll stand upright: the same pixels at other places, so the same in every engine. */
export function turnUpright(view: ImageData, turn: Turn = 0): ImageData {
  if (turn === 0) return view;
  const side = view.width;
  const upright = new ImageData(side, side);
  const [from, to] = [wordsOf(view), wordsOf(upright)];
  for (let at = 0; at < to.length; at++) {
    const { x, y } = fromUpright({ x: at % side, y: Math.floor(at / side), width: 1, height: 1 }, side, turn);
    to[at] = from[y * side + x] ?? 0;
  }
  return upright;
}
