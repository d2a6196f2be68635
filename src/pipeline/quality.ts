import type { Keypoints, Point, Quality, QualityReason } from '../types.ts';
import { judgeCrop } from './crop-quality.ts';

/** Frame pixels between the eyes below which a crop is mostly interpolation: in a crop they are 33 pixels apart. */
const LEAST_EYE_DISTANCE = 12;
/** Degrees of yaw beyond which half of the face is hidden. */
const MOST_YAW = 55;
/** Thresholds on the crop: `docs/quality.md` has the measurement. */
const LEAST_SHARPNESS = 0.02;
const LEAST_BRIGHTNESS = 0.1;

/** Where nose and mouth lie in a level face, in eye distances from the middle of the eyes: down, and out of the face's plane (rough means of adults). */
const NOSE_DOWN = 0.58;
const NOSE_OUT = 0.63;
const MOUTH_DOWN = 1.12;
const MOUTH_OUT = 0.35;

/** How usable a face is for an estimate, from its keypoints (frame pixels) and its aligned crop (S x S x 3 bytes). */
export function judgeQuality(keypoints: Keypoints, crop: Uint8Array): Quality {
  const eyeDistance = Math.hypot(
    keypoints.rightEye.x - keypoints.leftEye.x,
    keypoints.rightEye.y - keypoints.leftEye.y,
  );
  const pose = headPose(keypoints, eyeDistance);
  const { sharpness, brightness } = judgeCrop(crop);
  const reasons: QualityReason[] = [];
  if (eyeDistance < LEAST_EYE_DISTANCE) reasons.push('too-small');
  if (!(Math.abs(pose.yaw) <= MOST_YAW)) reasons.push('turned-away');
  if (brightness < LEAST_BRIGHTNESS) reasons.push('too-dark');
  if (sharpness < LEAST_SHARPNESS) reasons.push('too-blurred');
  return { usable: reasons.length === 0, reasons, eyeDistance, sharpness, brightness, ...pose };
}

/** Rotation of the head in degrees. A turn moves points that stand out of the face's plane, the nose most, and shortens distances in it. */
function headPose(
  { leftEye, rightEye, noseTip, mouth }: Keypoints,
  eyeDistance: number,
): Pick<Quality, 'yaw' | 'pitch' | 'roll'> {
  const across = { x: (rightEye.x - leftEye.x) / eyeDistance, y: (rightEye.y - leftEye.y) / eyeDistance };
  const middle = { x: (leftEye.x + rightEye.x) / 2, y: (leftEye.y + rightEye.y) / 2 };
  const inFace = ({ x, y }: Point) => ({
    across: ((x - middle.x) * across.x + (y - middle.y) * across.y) / eyeDistance,
    down: ((y - middle.y) * across.x - (x - middle.x) * across.y) / eyeDistance,
  });
  const nose = inFace(noseTip);
  const ratio = nose.down / inFace(mouth).down;
  return {
    yaw: degrees(Math.atan(nose.across / NOSE_OUT)),
    pitch: degrees(Math.atan((ratio * MOUTH_DOWN - NOSE_DOWN) / (NOSE_OUT - ratio * MOUTH_OUT))),
    roll: degrees(Math.atan2(across.y, across.x)),
  };
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
