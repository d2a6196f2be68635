import type { Keypoints, Point } from '../types.ts';

/** BlazeFace's points in their order: eyes, nose, mouth, ears. Null unless there are six. */
export function keypointsFrom(points: readonly Point[]): Keypoints | null {
  const [leftEye, rightEye, noseTip, mouth, leftEar, rightEar] = points;
  if (!leftEye || !rightEye || !noseTip || !mouth || !leftEar || !rightEar) return null;
  return { leftEye, rightEye, noseTip, mouth, leftEar, rightEar };
}

/** Each keypoint at another place. */
export function mapKeypoints(
  { leftEye, rightEye, noseTip, mouth, leftEar, rightEar }: Keypoints,
  place: (point: Point, name: keyof Keypoints) => Point,
): Keypoints {
  return {
    leftEye: place(leftEye, 'leftEye'),
    rightEye: place(rightEye, 'rightEye'),
    noseTip: place(noseTip, 'noseTip'),
    mouth: place(mouth, 'mouth'),
    leftEar: place(leftEar, 'leftEar'),
    rightEar: place(rightEar, 'rightEar'),
  };
}
