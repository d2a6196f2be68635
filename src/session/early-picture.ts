import type { BitmapFrame } from '../types.ts';
import type { Stage } from '../view/index.ts';
import type { SessionLibrary } from './library.ts';
import type { LoadedPicture } from './picture-source.ts';

export interface EarlyOptions {
  readonly stage: Pick<Stage, 'showPhoto'>;
  readonly library: () => Promise<Pick<SessionLibrary, 'decodeImage'>>;
  readonly signal: AbortSignal;
}

/** The one decoded photo of the page that waits for the network. */
let kept: BitmapFrame | null = null;

/**
 * Shows a picture while the network loads. The first one stays decoded until then; a page with many pictures would fill the
 * memory with the others, so they are decoded again.
 * @returns the frame that stays decoded, for `letGo`, or null
 * @throws FaceCurveError as `decodeImage`, or the signal's reason
 */
export async function showEarly(
  picture: LoadedPicture,
  { stage, library, signal }: EarlyOptions,
): Promise<BitmapFrame | null> {
  if ('naturalWidth' in picture) {
    const { naturalWidth: width, naturalHeight: height } = picture;
    if (width > 0) await stage.showPhoto({ bitmap: picture, width, height });
    return null;
  }
  const { decodeImage } = await library();
  const frame = await decodeImage(picture, { signal });
  try {
    signal.throwIfAborted();
    await stage.showPhoto(frame);
    signal.throwIfAborted();
    if (kept !== null) return null;
    kept = frame;
    signal.addEventListener('abort', () => letGo(frame), { once: true });
    return frame;
  } finally {
    if (kept !== frame) frame.bitmap.close();
  }
}

export function letGo(frame: BitmapFrame): void {
  frame.bitmap.close();
  if (kept === frame) kept = null;
}
