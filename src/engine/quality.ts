import type { Keypoints, Quality, QualityReason } from '../types.ts';

/** Frame pixels between the eyes under which a crop is mostly made up: the network sees 33. */
const LEAST_EYE_DISTANCE = 12;
/** How far the nose may lie beside the middle of the eyes, in eye distances: about 55 degrees of yaw. */
const MOST_NOSE_OFFSET = 0.9;

/** How usable a face is for an estimate, from its keypoints alone. */
export function judgeQuality({ leftEye, rightEye, noseTip }: Keypoints): Quality {
  const x = rightEye.x - leftEye.x;
  const y = rightEye.y - leftEye.y;
  const eyeDistance = Math.hypot(x, y);
  const fromMiddleX = noseTip.x - (leftEye.x + rightEye.x) / 2;
  const fromMiddleY = noseTip.y - (leftEye.y + rightEye.y) / 2;
  const noseOffset = Math.abs(fromMiddleX * x + fromMiddleY * y) / (eyeDistance * eyeDistance);
  const reasons: QualityReason[] = [];
  if (eyeDistance < LEAST_EYE_DISTANCE) reasons.push('too-small');
  if (!(noseOffset <= MOST_NOSE_OFFSET)) reasons.push('turned-away');
  return { usable: reasons.length === 0, reasons, eyeDistance };
}
