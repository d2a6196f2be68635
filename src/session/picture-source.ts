import { assertBrowser, FaceCurveError } from '../errors.ts';

/** A picture as it comes in: an address, a file, or an image of the page. */
export type PictureSource = string | Blob | HTMLImageElement;

/** A picture whose bytes are there. */
export type LoadedPicture = Blob | HTMLImageElement;

/**
 * Gets the picture's file or image, not decoded.
 * @throws FaceCurveError `image-missing` or `image-tainted`; the signal's reason if aborted.
 */
export async function loadPicture(source: PictureSource, signal: AbortSignal): Promise<LoadedPicture> {
  if (typeof source === 'string') return fetchPicture(source, signal);
  // Not `instanceof`: the picture may come from another window. An image that fails to load is reported when it is estimated.
  if ('complete' in source && !source.complete) {
    await new Promise((resolve) => {
      for (const type of ['load', 'error']) source.addEventListener(type, resolve, { signal });
    });
  }
  return source;
}

/** Fetches the file itself, or the image where the page's policy lets nothing else through. */
async function fetchPicture(address: string, signal: AbortSignal): Promise<LoadedPicture> {
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
