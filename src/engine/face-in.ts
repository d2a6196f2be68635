import type { FaceEstimate, Keypoints, PictureSize, Point, SimilarityTransform } from '../types.ts';

/** Gives a face the coordinates of `frame`: the bitmap in which it was found may have more pixels, or fewer. */
export function faceIn(frame: PictureSize, face: FaceEstimate): FaceEstimate {
  const across = frame.width / face.frame.width;
  const down = frame.height / face.frame.height;
  if (across === 1 && down === 1) return face;
  const { box, quality, explanation } = face;
  const point = ({ x, y }: Point): Point => ({ x: x * across, y: y * down });
  const keypoints = Object.fromEntries(
    Object.entries(face.keypoints).map(([name, place]) => [name, point(place)]),
  ) as unknown as Keypoints;
  const { leftEye, rightEye } = keypoints;
  return {
    ...face,
    frame,
    box: { ...point(box), width: box.width * across, height: box.height * down },
    keypoints,
    quality: { ...quality, eyeDistance: Math.hypot(rightEye.x - leftEye.x, rightEye.y - leftEye.y) },
    ...(explanation && {
      explanation: { ...explanation, toFrame: scaled(explanation.toFrame, across, down) },
    }),
  };
}

/** Both scales are the same but for the rounding of sizes to whole pixels, so the transform stays a similarity. */
function scaled(
  { a, b, translateX, translateY }: SimilarityTransform,
  across: number,
  down: number,
): SimilarityTransform {
  return { a: a * across, b: b * across, translateX: translateX * across, translateY: translateY * down };
}
