import { imageSize } from 'image-size';
import { FaceCurveError } from '../errors.ts';

export const FORMAT_REMEDY = 'Use a JPEG, PNG, WebP, AVIF or GIF picture.';

/**
 * Whether the file begins as a picture with a size. Which size is not used: orientation hides in more places than its reader
 * knows (PNG's eXIf, AVIF's irot, some EXIF).
 * @throws FaceCurveError `image-unsupported` for a drawing
 */
export function beginsAsPicture(bytes: Uint8Array): boolean {
  let type: string | undefined;
  try {
    type = imageSize(bytes).type;
  } catch {
    return false;
  }
  if (type === 'svg') {
    throw new FaceCurveError('image-unsupported', 'The file is an SVG drawing, not a photo.', {
      remedy: FORMAT_REMEDY,
    });
  }
  return true;
}
