import { accessRemedy, assertBrowser, FaceCurveError, throwIfAborted } from '../errors.ts';
import { kindOf } from './kind-of.ts';

/**
 * Fetches a picture that is given by its address. Everything else is a picture already. Nothing is decoded.
 * @throws FaceCurveError `image-missing` or `image-tainted`; the signal's reason if aborted
 */
export async function loadPicture<Picture>(
  source: string | URL | Picture,
  signal: AbortSignal | undefined,
): Promise<Picture | Blob | HTMLImageElement> {
  return isAddress(source) ? fetchPicture(`${source}`, signal) : source;
}

function isAddress(source: unknown): source is string | URL {
  return ['String', 'URL'].includes(kindOf(source));
}

/** Fetches the file itself, or the image where the page's policy lets nothing else through. */
async function fetchPicture(
  address: string,
  signal: AbortSignal | undefined,
): Promise<Blob | HTMLImageElement> {
  assertBrowser();
  const url = resolve(address);
  const isElsewhere = new URL(url).origin !== location.origin;
  const get = (cache: RequestCache) =>
    fetch(url, { signal: signal ?? null, cache }).catch(() => {
      throwIfAborted(signal);
      return null;
    });
  let response = await get('default');
  // The browser may have kept the picture for an image without CORS, and so without the right to read it.
  if (response === null && isElsewhere) response = await get('reload');
  if (response?.ok) {
    const blob = await response.blob().catch(() => null);
    throwIfAborted(signal);
    if (blob !== null) return blob;
  }
  const image = await loadImage(url, 'anonymous');
  if (image !== null) return image;
  throwIfAborted(signal);
  // An image that loads only without CORS is there, but may not be read.
  if (response === null && isElsewhere && (await loadImage(url, null)) !== null) {
    throw new FaceCurveError('image-tainted', 'The picture comes from another origin and may not be read.', {
      file: url,
      remedy: 'Serve it with the header Access-Control-Allow-Origin, or from the page’s own origin.',
    });
  }
  throw new FaceCurveError('image-missing', `The picture could not be fetched${statusOf(response)}.`, {
    file: url,
    remedy:
      (response === null ? accessRemedy(undefined) : undefined) ??
      'Check the address; the page’s policy (CSP connect-src, img-src) must allow it.',
  });
}

function resolve(address: string): string {
  try {
    return new URL(address, document.baseURI).href;
  } catch (cause) {
    throw new FaceCurveError('image-missing', 'The address of the picture is not valid.', {
      file: address,
      remedy: 'Correct the address.',
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
