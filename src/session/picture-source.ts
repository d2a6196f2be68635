import { assertBrowser, FaceCurveError } from '../errors.ts';
import type { BitmapFrame } from '../types.ts';
import type { SessionLibrary } from './library.ts';

/** A picture as it comes in: an address, a file, or an image of the page. */
export type PictureSource = string | Blob | HTMLImageElement;

export interface FrameOptions {
  readonly library: () => Promise<Pick<SessionLibrary, 'decodeImage'>>;
  readonly signal: AbortSignal;
}

/**
 * Makes a frame of the picture. The caller closes the frame's bitmap.
 * @throws FaceCurveError `image-missing`, `image-tainted` or what `decodeImage` throws; the signal's reason if aborted.
 */
export async function frameOf(
  source: PictureSource,
  { library, signal }: FrameOptions,
): Promise<BitmapFrame> {
  const picture = typeof source === 'string' ? await fetchPicture(source, signal) : source;
  signal.throwIfAborted();
  // Not `instanceof`: the picture may come from another window.
  if (!('decode' in picture)) {
    const { decodeImage } = await library();
    return decodeImage(picture, { signal });
  }
  // An image of the page may still be loading. One that cannot be decoded fails on the next line, with the browser's reason.
  await picture.decode().catch(() => undefined);
  const bitmap = await createImageBitmap(picture);
  return { bitmap, width: picture.naturalWidth, height: picture.naturalHeight, time: performance.now() };
}

/** Fetches the file itself, or the image where the page's policy lets nothing else through. */
async function fetchPicture(address: string, signal: AbortSignal): Promise<Blob | HTMLImageElement> {
  assertBrowser();
  const url = resolve(address);
  const isElsewhere = new URL(url).origin !== location.origin;
  let response = await fetch(url, { signal }).catch(() => null);
  if (response === null && isElsewhere && !signal.aborted) {
    // The browser may have kept the picture for an image without CORS, and so without the right to read it.
    response = await fetch(url, { signal, cache: 'reload' }).catch(() => null);
  }
  signal.throwIfAborted();
  if (response?.ok) return response.blob();
  const image = await loadImage(url, 'anonymous');
  if (image !== null) return image;
  signal.throwIfAborted();
  // An image that loads only without CORS is there, but may not be read.
  if (response === null && isElsewhere && (await loadImage(url, null)) !== null) {
    throw new FaceCurveError('image-tainted', 'The picture comes from another origin and may not be read.', {
      file: url,
      remedy: 'Serve it with the header Access-Control-Allow-Origin, or from the page’s own origin.',
    });
  }
  throw new FaceCurveError('image-missing', `The picture could not be fetched${statusOf(response)}.`, {
    file: url,
    remedy: 'Check the address in src; the page’s policy (CSP connect-src, img-src) must allow it.',
  });
}

function resolve(address: string): string {
  try {
    return new URL(address, document.baseURI).href;
  } catch (cause) {
    throw new FaceCurveError('image-missing', 'The address of the picture is not valid.', {
      file: address,
      remedy: 'Correct the address in src.',
      cause,
    });
  }
}

function statusOf(response: Response | null): string {
  return response === null ? '' : ` (HTTP status ${response.status})`;
}

/** Returns null where the image cannot be loaded. */
async function loadImage(url: string, crossOrigin: string | null): Promise<HTMLImageElement | null> {
  const image = new Image();
  image.crossOrigin = crossOrigin;
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch {
    return null;
  }
}
