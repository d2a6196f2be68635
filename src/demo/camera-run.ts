import { FaceCurveError } from '../errors.ts';
import { openCamera } from '../index.ts';

export interface CameraRunOptions {
  /** Turns the camera off when it aborts, also while the browser still asks for permission. */
  readonly signal: AbortSignal;
  /** The device was unplugged or taken away. */
  readonly onLost: (error: FaceCurveError) => void;
}

/** The camera until the signal aborts. @throws FaceCurveError as `openCamera`, or the signal's reason. */
export async function startCamera({ signal, onLost }: CameraRunOptions): Promise<MediaStream> {
  const { stream, stop } = await openCamera();
  if (signal.aborted) stop();
  signal.throwIfAborted();
  signal.addEventListener('abort', stop, { once: true });
  for (const track of stream.getVideoTracks()) {
    // `stop` does not raise this event: it means that the device went away.
    track.addEventListener('ended', () => {
      if (!signal.aborted) onLost(new FaceCurveError('camera-missing', 'The camera was disconnected.'));
    });
  }
  return stream;
}
