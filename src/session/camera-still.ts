import type { Stage } from '../view/index.ts';
import type { Session } from './session.ts';

/** The running camera's present picture as the stage shows it, mirrored or not; null while no camera shows one. */
export function cameraStill(
  { camera }: Pick<Session, 'camera'>,
  { video, isMirrored }: Pick<Stage, 'video' | 'isMirrored'>,
): ImageBitmap | null {
  const { videoWidth: width, videoHeight: height } = video;
  if (camera === null || camera === 'asking' || width === 0) return null;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  if (isMirrored) context.setTransform(-1, 0, 0, 1, width, 0);
  context.drawImage(video, 0, 0);
  return canvas.transferToImageBitmap();
}
