import { FaceCurveError } from '../errors.ts';
import type { Estimator, WatchOptions, WatchUpdate } from '../index.ts';

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

function paused(cause: unknown): FaceCurveError {
  return new FaceCurveError('camera-paused', 'The browser starts the video only within a tap.', {
    remedy: 'Call video.play() in the handler of a click.',
    cause,
  });
}

function unsupported(cause: unknown): FaceCurveError {
  return new FaceCurveError('image-unsupported', 'The browser cannot play the video.', {
    remedy: 'Save it as MP4 (H.264) or WebM; a policy (CSP) must allow media-src blob:.',
    cause,
  });
}

/** What is seen in a video until it ends: at least its last frame, where it was over before the first look. */
export async function* followVideo(
  estimator: Estimator,
  video: HTMLVideoElement,
  options: WatchOptions,
): AsyncGenerator<WatchUpdate, void> {
  let isSeen = false;
  for await (const update of estimator.watch(video, options)) {
    isSeen = true;
    yield update;
  }
  if (isSeen || options.signal?.aborted) return;
  const faces = await estimator.estimate(video, options);
  yield { faces, width: video.videoWidth, height: video.videoHeight, time: performance.now() };
}
