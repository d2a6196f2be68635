import type { Stage } from '../view/index.ts';

/** The present picture of the stage's camera or video as it is shown, mirrored or not; null where there is none. */
export function videoStill({ video, isMirrored }: Pick<Stage, 'video' | 'isMirrored'>): ImageBitmap | null {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0) return null;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  if (isMirrored) context.setTransform(-1, 0, 0, 1, width, 0);
  context.drawImage(video, 0, 0);
  return canvas.transferToImageBitmap();
}
