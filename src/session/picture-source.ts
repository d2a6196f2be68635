import type { ImageSource } from '../index.ts';
import { loadPicture } from '../source/load-picture.ts';

/** A picture that a page gives: an address, a file, or something with pixels. */
export type PictureSource = ImageSource;

/** A picture whose bytes are there. */
export type LoadedPicture = Exclude<PictureSource, string | URL>;

/**
 * Gets what the picture's address names, not decoded. An image of the page may still be loading; one that fails to is reported
 * when it is estimated.
 * @throws FaceCurveError `image-missing` or `image-tainted`; the signal's reason if aborted
 */
export async function loadedPicture(source: PictureSource, signal: AbortSignal): Promise<LoadedPicture> {
  const picture = await loadPicture<LoadedPicture>(source, signal);
  // Not `instanceof`: the image may come from another window.
  if ('naturalWidth' in picture && !picture.complete) {
    await new Promise((resolve) => {
      for (const type of ['load', 'error']) picture.addEventListener(type, resolve, { signal });
    });
  }
  return picture;
}
