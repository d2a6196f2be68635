import { imageSize } from 'image-size';
import { FaceCurveError } from '../errors.ts';

export const FORMAT_REMEDY = 'Use a JPEG, PNG, WebP, AVIF or GIF picture.';

/** Formats that each browser opens: a file of these that does not open is damaged. */
const OPENED_EVERYWHERE = ['jpg', 'png', 'gif', 'webp', 'bmp', 'ico'];
/** Formats that Safari opens and most other browsers do not. */
const OPENED_BY_SAFARI = ['heic', 'tiff'];
const NAMES: Readonly<Record<string, string>> = { jp2: 'JPEG 2000', j2c: 'JPEG 2000' };

/**
 * The format as which the file begins, with a size; null for anything else. Which size is not used: orientation hides in more
 * places than its reader knows (PNG's eXIf, AVIF's irot, some EXIF).
 * @throws FaceCurveError `image-unsupported` for a drawing
 */
export function pictureFormat(bytes: Uint8Array): string | null {
  let type: string | undefined;
  try {
    type = imageSize(bytes).type;
  } catch {
    return null;
  }
  if (type === 'svg') {
    throw new FaceCurveError('image-unsupported', 'The file is an SVG drawing, not a photo.', {
      remedy: FORMAT_REMEDY,
    });
  }
  // A photo of a phone may name the container alone.
  return type === 'heif' ? 'heic' : (type ?? null);
}

/** Bytes within which even a TIFF names its size. */
const MOST_READ = 64 * 1024 * 1024;

/** Why the browser did not open a file. */
export async function unopenedError(blob: Blob, cause: unknown): Promise<FaceCurveError> {
  const bytes = new Uint8Array(await blob.slice(0, MOST_READ).arrayBuffer());
  return decodeError(pictureFormat(bytes), cause);
}

/** @param format as `pictureFormat` gives it */
export async function decodeError(format: string | null, cause: unknown): Promise<FaceCurveError> {
  if (format === null) {
    return new FaceCurveError('image-unsupported', 'The file is no picture that this browser can open.', {
      remedy: FORMAT_REMEDY,
      cause,
    });
  }
  if (await opens(format)) {
    return new FaceCurveError('image-unreadable', 'The picture is damaged, or too large for this browser.', {
      remedy: 'Save it again or smaller, or pick another picture.',
      cause,
    });
  }
  const name = NAMES[format] ?? format.toUpperCase();
  const instead = OPENED_BY_SAFARI.includes(format) ? 'Open the page in Safari, or save' : 'Save';
  return new FaceCurveError('image-unsupported', `This browser cannot open ${name}.`, {
    remedy: `${instead} the picture as JPEG.`,
    cause,
  });
}

/** Asks the browser where it can say. */
async function opens(format: string): Promise<boolean> {
  if (OPENED_EVERYWHERE.includes(format)) return true;
  return typeof ImageDecoder !== 'undefined' && (await ImageDecoder.isTypeSupported(`image/${format}`));
}
