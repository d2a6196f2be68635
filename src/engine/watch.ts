import { isAbort } from '../errors.ts';
import type { FaceEstimate } from '../types.ts';

/** What was seen in one frame of a video. */
export interface WatchUpdate {
  readonly faces: FaceEstimate[];
  /** Size of the frame in pixels, which the faces' coordinates refer to. */
  readonly width: number;
  readonly height: number;
  /** Milliseconds on the page's clock. */
  readonly time: number;
}

/**
 * Looks at the newest frame of the video whenever the last one is done: frames are skipped, never queued.
 * Ends without an error when the signal aborts or the video ends.
 */
export async function* watchVideo(
  video: HTMLVideoElement,
  look: (video: HTMLVideoElement) => Promise<WatchUpdate>,
  signal?: AbortSignal,
): AsyncGenerator<WatchUpdate, void> {
  while (!signal?.aborted && !video.ended) {
    if (!(await nextFrame(video, signal))) return;
    try {
      yield await look(video);
    } catch (error) {
      if (isAbort(error) || signal?.aborted) return;
      throw error;
    }
  }
}

/** Waits for a frame that was not seen before; false when there will be none. */
function nextFrame(video: HTMLVideoElement, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (more: boolean) => {
      video.cancelVideoFrameCallback(handle);
      video.removeEventListener('ended', end);
      signal?.removeEventListener('abort', end);
      resolve(more);
    };
    const end = () => finish(false);
    const handle = video.requestVideoFrameCallback(() => finish(true));
    video.addEventListener('ended', end);
    signal?.addEventListener('abort', end);
  });
}
