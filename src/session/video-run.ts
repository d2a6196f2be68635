import { FaceCurveError } from '../errors.ts';

/**
 * Starts a video. Browsers that save power start one only within a tap: then it waits for one.
 * @param onPaused is given the way to start the video, to be called within a tap
 * @throws FaceCurveError `image-unsupported`, or what `play` throws
 */
export async function startVideo(
  play: () => Promise<void>,
  onPaused: (error: FaceCurveError, start: () => void) => void,
): Promise<void> {
  try {
    await play();
  } catch (cause) {
    const name = cause instanceof DOMException ? cause.name : '';
    if (name === 'NotSupportedError') throw unsupported(cause);
    if (name !== 'NotAllowedError') throw cause;
    await new Promise<void>((resolve) => {
      onPaused(paused(cause), () => resolve(startVideo(play, onPaused)));
    });
  }
}

/** Resolves with true when a video that has ended is played or sought in again, with false when the signal aborts. */
export function untilSought(video: HTMLVideoElement, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(false);
    signal.addEventListener('abort', () => resolve(false), { once: true });
    for (const type of ['play', 'seeked']) {
      video.addEventListener(type, () => resolve(true), { once: true, signal });
    }
  });
}

function paused(cause: unknown): FaceCurveError {
  return new FaceCurveError('camera-paused', 'The browser starts the video only within a tap.', {
    remedy: 'Call video.play() in the handler of a click.',
    cause,
  });
}

function unsupported(cause: unknown): FaceCurveError {
  return new FaceCurveError('image-unsupported', 'The browser cannot play the video.', {
    remedy: 'Use MP4 (H.264) or WebM; a policy must allow media-src blob:.',
    cause,
  });
}
