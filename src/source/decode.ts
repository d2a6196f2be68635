import { assertBrowser, FaceCurveError, throwIfAborted, throwScriptMissing } from '../errors.ts';
import type { BitmapFrame } from '../types.ts';
import { Turns } from './turns.ts';

/** Longer side in pixels beyond which a photo is decoded smaller: a face in it still has all the pixels that are used. */
const LONGEST_SIDE = 4096;

/** Photos of the whole page are decoded one at a time: a decoded one takes ten times the memory of its file or more. */
const decoding = new Turns();

/**
 * A picture file as an upright frame (EXIF orientation applied; of an animation, the first picture) in its natural size. The
 * bitmap has at most 4096 pixels on its longer side. The caller closes the bitmap.
 * @throws FaceCurveError `image-empty`, `image-unsupported` or `image-unreadable`.
 */
export async function decodeFile(
  blob: Blob,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<BitmapFrame> {
  throwIfAborted(signal);
  assertBrowser();
  if (blob.size === 0) {
    throw new FaceCurveError('image-empty', 'The file is empty (0 bytes).', { remedy: 'Pick another file.' });
  }
  const end = await decoding.begin(signal);
  try {
    return await decodeUpright(blob, signal);
  } finally {
    end();
  }
}

async function decodeUpright(blob: Blob, signal: AbortSignal | undefined): Promise<BitmapFrame> {
  const frame = await decode(blob);
  if (signal?.aborted) {
    frame.bitmap.close();
    throwIfAborted(signal);
  }
  return frame;
}

async function decode(blob: Blob): Promise<BitmapFrame> {
  // A drawing opens in some browsers.
  if (blob.type.startsWith('image/svg')) throw await unopened(blob, undefined);
  try {
    const whole = await createImageBitmap(blob, { imageOrientation: 'from-image' });
    const { width, height } = whole;
    const bitmap = Math.max(width, height) > LONGEST_SIDE ? await reduce(whole) : whole;
    return { bitmap, width, height, time: performance.now() };
  } catch (cause) {
    throw await unopened(blob, cause);
  }
}

/** What reads formats is loaded with the first file that does not open. */
async function unopened(blob: Blob, cause: unknown): Promise<FaceCurveError> {
  const { unopenedError } = await import('./picture-format.ts').catch(throwScriptMissing);
  return unopenedError(blob, cause);
}

/** After decoding: it takes no more memory or time than while decoding, and only then is it known which way the picture lies. */
async function reduce(whole: ImageBitmap): Promise<ImageBitmap> {
  const scale = LONGEST_SIDE / Math.max(whole.width, whole.height);
  try {
    return await createImageBitmap(whole, {
      resizeWidth: Math.max(1, Math.round(whole.width * scale)),
      resizeHeight: Math.max(1, Math.round(whole.height * scale)),
      resizeQuality: 'medium',
    });
  } finally {
    whole.close();
  }
}
