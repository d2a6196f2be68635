import { imageSize } from 'image-size';
import { FaceCurveError } from '../errors.ts';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export const FORMAT_REMEDY = 'Use a JPEG, PNG, WebP, AVIF or GIF picture.';

/**
 * Size in pixels after EXIF orientation, from the file's head; null where only the browser may know the format.
 * @throws FaceCurveError `image-unsupported` for a drawing
 */
export function uprightSize(bytes: Uint8Array): PictureSize | null {
  let header: ReturnType<typeof imageSize>;
  try {
    header = imageSize(bytes);
  } catch {
    return null;
  }
  if (header.type === 'svg') {
    throw new FaceCurveError('image-unsupported', 'The file is an SVG drawing, not a photo.', {
      remedy: FORMAT_REMEDY,
    });
  }
  const turned = (header.orientation ?? 1) >= 5;
  return turned ? { width: header.height, height: header.width } : header;
}
