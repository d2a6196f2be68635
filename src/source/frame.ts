import { assertBrowser, FaceCurveError, throwIfAborted } from '../errors.ts';
import type { BitmapFrame, Frame, PictureSize } from '../types.ts';
import { decodeFile } from './decode.ts';
import { assertOffscreenCanvas } from './drawing-surface.ts';
import { kindOf } from './kind-of.ts';
import { loadPicture } from './load-picture.ts';

/** Everything that can be estimated. A text is an address. */
export type ImageSource =
  | string
  | URL
  | Blob
  | Frame
  | HTMLCanvasElement
  | HTMLImageElement
  | HTMLVideoElement
  | ImageBitmap
  | ImageData
  | OffscreenCanvas
  | VideoFrame;

export type LoadedSource = Exclude<ImageSource, string | URL>;

/**
 * Makes an upright frame of any source, which stays untouched, in the size that the page sees. A file is decoded (of an animation,
 * the first picture); its bitmap has at most 4096 pixels on its longer side. The caller closes the bitmap.
 * @throws FaceCurveError `argument-invalid`, `source-empty`, `image-empty`, `image-unsupported`, `image-unreadable`,
 *   `image-missing` or `image-tainted`.
 */
export async function decodeImage(
  source: ImageSource,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<BitmapFrame> {
  throwIfAborted(signal);
  assertBrowser();
  const picture = await loadPicture<LoadedSource>(source, signal);
  return isBlob(picture) ? decodeFile(picture, { signal }) : frameOnceReadable(picture, signal);
}

type DrawableSource = Exclude<LoadedSource, Blob>;

/** Milliseconds between tries, and how many there are. */
const READABLE_PERIOD = 20;
const MOST_TRIES = 150;

/** Chromium reports a video's first frame up to 0.3 s before the frame can be read, on a busy machine. */
async function frameOnceReadable(
  source: DrawableSource,
  signal: AbortSignal | undefined,
): Promise<BitmapFrame> {
  for (let tries = 1; ; tries++) {
    try {
      return await frameFrom(source);
    } catch (error) {
      const mayStillCome = isEmpty(error) && hasReportedFrame(source) && tries < MOST_TRIES;
      if (!mayStillCome) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, READABLE_PERIOD));
    throwIfAborted(signal);
  }
}

function isEmpty(error: unknown): boolean {
  return error instanceof FaceCurveError && error.code === 'source-empty';
}

function hasReportedFrame(source: DrawableSource): boolean {
  return (
    kindOf(source) === 'HTMLVideoElement' &&
    (source as HTMLVideoElement).readyState >= HTMLMediaElement.HAVE_CURRENT_DATA
  );
}

async function frameFrom(source: DrawableSource): Promise<BitmapFrame> {
  const drawable = isFrame(source) ? source.bitmap : source;
  const time = isFrame(source) ? source.time : performance.now();
  assertOffscreenCanvas();
  // Before: a video can change its size. The bitmap of an image with densities has the pixels of its file.
  const size = sizeWithPixels(drawable);
  try {
    const bitmap = await createImageBitmap(drawable);
    assertReadable(bitmap);
    const { width, height } = isFrame(source) && hasPixels(source) ? source : size;
    return { bitmap, width, height, time };
  } catch (cause) {
    throw cause instanceof DOMException ? asSourceError(cause) : cause;
  }
}

/** Whether the caller holds the source's pixels already; those of a file or an image are made when they are needed. */
export function isDecoded(source: LoadedSource): boolean {
  return !isBlob(source) && kindOf(source) !== 'HTMLImageElement';
}

function isBlob(source: LoadedSource): source is Blob {
  return ['Blob', 'File'].includes(kindOf(source));
}

function isFrame(source: LoadedSource): source is Frame {
  return typeof source === 'object' && source !== null && 'bitmap' in source;
}

/** The size that the page sees. @throws FaceCurveError `argument-invalid` or `source-empty` */
function sizeWithPixels(source: unknown): PictureSize {
  const size = sizeOf(source);
  if (size === null) {
    throw new FaceCurveError('argument-invalid', `source: ${describe(source)} is not a supported picture.`, {
      remedy:
        'Pass an address, a Blob, an image, video or canvas element, an ImageBitmap, ImageData or a VideoFrame.',
    });
  }
  if (hasPixels(size)) return size;
  throw new FaceCurveError('source-empty', `source: ${describe(source)} has no pixels yet.`, {
    remedy: 'Wait until it has loaded (an image: decode(); a video: the event loadeddata).',
  });
}

function hasPixels({ width, height }: PictureSize): boolean {
  return width > 0 && height > 0;
}

const OF_WIDTH_AND_HEIGHT = ['HTMLCanvasElement', 'OffscreenCanvas', 'ImageBitmap', 'ImageData'];

function sizeOf(source: unknown): PictureSize | null {
  const kind = kindOf(source);
  if (kind === 'HTMLImageElement') {
    const { naturalWidth: width, naturalHeight: height } = source as HTMLImageElement;
    return { width, height };
  }
  if (kind === 'HTMLVideoElement') {
    const { videoWidth: width, videoHeight: height } = source as HTMLVideoElement;
    return { width, height };
  }
  if (kind === 'VideoFrame') {
    const { displayWidth: width, displayHeight: height } = source as VideoFrame;
    return { width, height };
  }
  return OF_WIDTH_AND_HEIGHT.includes(kind) ? (source as PictureSize) : null;
}

function describe(source: unknown): string {
  return typeof source === 'object' && source !== null ? source.constructor.name : String(source);
}

/** Throws the SecurityError now: a bitmap of another origin's picture can be drawn but not read. */
function assertReadable(bitmap: ImageBitmap): void {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  try {
    context?.getImageData(0, 0, 1, 1);
  } catch (error) {
    bitmap.close();
    throw error;
  }
}

function asSourceError(cause: DOMException): FaceCurveError {
  if (cause.name === 'SecurityError') {
    return new FaceCurveError('image-tainted', 'The picture comes from another origin and may not be read.', {
      remedy: 'Load it with crossorigin="anonymous" from a server that allows it, or from your own origin.',
      cause,
    });
  }
  return new FaceCurveError('source-empty', 'The source has no pixels that can be read now.', {
    remedy: 'Wait until it has loaded; an image that failed to load stays empty.',
    cause,
  });
}
