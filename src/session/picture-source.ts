import type { ImageSource } from '../index.ts';
import { loadPicture } from '../source/load-picture.ts';
import type { BitmapFrame } from '../types.ts';
import type { SessionLibrary } from './library.ts';

/** A picture as it comes in: an address, a file, or something with pixels. */
export type PictureSource = ImageSource;

export interface FrameOptions {
  readonly library: () => Promise<Pick<SessionLibrary, 'decodeImage'>>;
  readonly signal: AbortSignal;
}

/**
 * Makes a frame of the picture. The caller closes the frame's bitmap.
 * @throws FaceCurveError as `decodeImage`; the signal's reason if aborted.
 */
export async function frameOf(
  source: PictureSource,
  { library, signal }: FrameOptions,
): Promise<BitmapFrame> {
  // The library may still be loading.
  const picture = await loadPicture<Exclude<PictureSource, string | URL>>(source, signal);
  // An image of the page may still be loading. Not `instanceof`: it may come from another window.
  if ('decode' in picture) await picture.decode().catch(() => undefined);
  const { decodeImage } = await library();
  return decodeImage(picture, { signal });
}
