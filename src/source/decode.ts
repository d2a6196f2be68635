import { FaceCurveError } from '../errors.ts';
import type { Frame } from '../types.ts';
import { FORMAT_REMEDY, type PictureSize, uprightSize } from './picture-size.ts';

/** Longer side in pixels beyond which a photo is decoded smaller: a face in it still has all the pixels that are used. */
const LONGEST_SIDE = 4096;

/**
 * A picture file as an upright frame (EXIF orientation applied; of an animation, the first picture), at most 4096 pixels
 * on its longer side. The caller closes its bitmap.
 * @throws FaceCurveError `image-empty`, `image-unsupported` or `image-unreadable`.
 */
export async function decodeImage(blob: Blob, { signal }: { signal?: AbortSignal } = {}): Promise<Frame> {
  signal?.throwIfAborted();
  if (blob.size === 0) {
    throw new FaceCurveError('image-empty', 'The file is empty (0 bytes).', { remedy: 'Pick another file.' });
  }
  const size = uprightSize(new Uint8Array(await blob.arrayBuffer()));
  signal?.throwIfAborted();
  const bitmap = await decode(blob, size);
  if (signal?.aborted) {
    bitmap.close();
    signal.throwIfAborted();
  }
  return { bitmap, width: bitmap.width, height: bitmap.height, time: performance.now() };
}

async function decode(blob: Blob, size: PictureSize | null): Promise<ImageBitmap> {
  const options: ImageBitmapOptions = { imageOrientation: 'from-image' };
  if (size !== null && Math.max(size.width, size.height) > LONGEST_SIDE) {
    const scale = LONGEST_SIDE / Math.max(size.width, size.height);
    options.resizeWidth = Math.max(1, Math.round(size.width * scale));
    options.resizeHeight = Math.max(1, Math.round(size.height * scale));
    options.resizeQuality = 'medium';
  }
  try {
    return await createImageBitmap(blob, options);
  } catch (cause) {
    throw size === null
      ? new FaceCurveError('image-unsupported', 'The file is no picture that this browser can open.', {
          remedy: FORMAT_REMEDY,
          cause,
        })
      : new FaceCurveError('image-unreadable', 'The picture is damaged, or too large for this browser.', {
          remedy: 'Save it anew or smaller, or pick another one.',
          cause,
        });
  }
}
