import { FaceCurveError } from '../errors.ts';
import type { Camera, CameraChoice } from '../index.ts';
import type { SessionLibrary } from './library.ts';

export interface CameraRunOptions {
  readonly library: () => Promise<Pick<SessionLibrary, 'openCamera'>>;
  readonly choice: CameraChoice;
  /** The window that shows the camera; the page that runs this code may be hidden behind it. */
  readonly view: Window;
  /** Turns the camera off when it aborts, also while the browser still asks for permission. */
  readonly signal: AbortSignal;
  readonly onLost: (error: FaceCurveError) => void;
}

/** Opens the camera and keeps it on until the signal aborts. @throws FaceCurveError as `openCamera`, or the signal's reason. */
export async function startCamera({
  library,
  choice,
  view,
  signal,
  onLost,
}: CameraRunOptions): Promise<Camera> {
  const { openCamera } = await library();
  // The page says why it wants the camera before the browser's question covers a part of the page.
  await nextPaint(view);
  signal.throwIfAborted();
  const camera = await openCamera(choice);
  if (signal.aborted) camera.stop();
  signal.throwIfAborted();
  signal.addEventListener('abort', () => camera.stop(), { once: true });
  for (const track of camera.stream.getVideoTracks()) {
    // `stop` does not raise this event: the event means that the device went away.
    track.addEventListener('ended', () => {
      if (!signal.aborted) onLost(cameraLost());
    });
  }
  return camera;
}

export function cameraLost(): FaceCurveError {
  return new FaceCurveError('camera-lost', 'The camera was disconnected.', {
    remedy: 'Connect the camera again, then start it again.',
  });
}

function nextPaint(view: Window): Promise<void> {
  return new Promise((resolve) => view.requestAnimationFrame(() => setTimeout(resolve)));
}
