import type { Box, PictureSize } from '../types.ts';

/** Margin around the faces, as a share of each box. */
const MARGIN = 0.12;

/**
 * Places a picture on the stage, in the stage's pixels. The picture fills the stage and is moved towards the faces if all of
 * them stay in view; else the whole picture is shown.
 * @param faces boxes in the picture's pixels
 */
export function fitPicture(picture: PictureSize, stage: PictureSize, faces: readonly Box[]): Box {
  const cover = Math.max(stage.width / picture.width, stage.height / picture.height);
  const around = boundsOf(faces, picture);
  if (around.width * cover <= stage.width + 0.5 && around.height * cover <= stage.height + 0.5) {
    return {
      x: moved(stage.width, picture.width * cover, (around.x + around.width / 2) * cover),
      y: moved(stage.height, picture.height * cover, (around.y + around.height / 2) * cover),
      width: picture.width * cover,
      height: picture.height * cover,
    };
  }
  const whole = Math.min(stage.width / picture.width, stage.height / picture.height);
  const width = picture.width * whole;
  const height = picture.height * whole;
  return { x: (stage.width - width) / 2, y: (stage.height - height) / 2, width, height };
}

/** True if all faces lie within the stage when the picture is placed as `fit`. */
export function showsAll(
  picture: PictureSize,
  stage: PictureSize,
  { fit, faces }: { fit: Box; faces: readonly Box[] },
): boolean {
  const scale = fit.width / picture.width;
  return faces.every(({ x, y, width, height }) => {
    const left = fit.x + Math.max(0, x) * scale;
    const top = fit.y + Math.max(0, y) * scale;
    const right = fit.x + Math.min(picture.width, x + width) * scale;
    const bottom = fit.y + Math.min(picture.height, y + height) * scale;
    return left >= -1 && top >= -1 && right <= stage.width + 1 && bottom <= stage.height + 1;
  });
}

/** The part of the picture that must be visible; without faces the middle. */
function boundsOf(faces: readonly Box[], { width, height }: PictureSize): Box {
  if (faces.length === 0) return { x: width / 2, y: height / 2, width: 0, height: 0 };
  const left = Math.min(...faces.map((face) => face.x - MARGIN * face.width));
  const top = Math.min(...faces.map((face) => face.y - MARGIN * face.height));
  const right = Math.max(...faces.map((face) => face.x + (1 + MARGIN) * face.width));
  const bottom = Math.max(...faces.map((face) => face.y + (1 + MARGIN) * face.height));
  const x = Math.max(0, left);
  const y = Math.max(0, top);
  return { x, y, width: Math.min(width, right) - x, height: Math.min(height, bottom) - y };
}

/** The offset along one axis that moves `middle` to the middle of the stage, as far as the picture still fills the stage. */
function moved(stage: number, picture: number, middle: number): number {
  // `0 -` and `+ 0` avoid a negative zero.
  return Math.min(0, Math.max(stage - picture, stage / 2 - middle)) + 0;
}
