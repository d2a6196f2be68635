import { FaceCurveError } from '../errors.ts';
import { type Camera, type CameraChoice, openCamera } from '../index.ts';

export interface CameraRunOptions {
  readonly choice: CameraChoice;
  /** Turns the camera off when it aborts, also while the browser still asks for permission. */
  readonly signal: AbortSignal;
  /** The device was unplugged or taken away. */
  readonly onLost: (error: FaceCurveError) => void;
}

/** The camera until the signal aborts. @throws FaceCurveError as `openCamera`, or the signal's reason. */
export async function startCamera({ choice, signal, onLost }: CameraRunOptions): Promise<Camera> {
  // Why it is wanted is on the screen before the browser's question covers a part of it.
  await painted();
  signal.throwIfAborted();
  const camera = await openCamera(choice);
  if (signal.aborted) camera.stop();
  signal.throwIfAborted();
  signal.addEventListener('abort', () => camera.stop(), { once: true });
  for (const track of camera.stream.getVideoTracks()) {
    // `stop` does not raise this event: it means that the device went away.
    track.addEventListener('ended', () => {
      if (!signal.aborted) onLost(new FaceCurveError('camera-lost', 'The camera was disconnected.'));
    });
  }
  return camera;
}

/** Resolves after the next painting of the page. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
