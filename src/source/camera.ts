import { FaceCurveError } from '../errors.ts';

export interface Camera {
  readonly stream: MediaStream;
  /** Turns the camera (and its light) off. */
  stop(): void;
}

/**
 * Opens the front camera, or the only one there is.
 * @throws FaceCurveError `camera-insecure`, `camera-refused`, `camera-missing` or `camera-busy`.
 */
export async function openCamera(): Promise<Camera> {
  if (navigator.mediaDevices?.getUserMedia === undefined) {
    throw new FaceCurveError('camera-insecure', 'The browser offers no camera to this page.', {
      remedy: 'Open the page over https or on localhost.',
    });
  }
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 } },
      audio: false,
    });
    return { stream, stop: () => stream.getTracks().forEach((track) => track.stop()) };
  } catch (cause) {
    throw cameraError(cause);
  }
}

function cameraError(cause: unknown): FaceCurveError {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    return new FaceCurveError('camera-refused', 'The camera was not allowed.', {
      remedy: "Allow the camera in the browser's address bar or settings, then try again.",
      cause,
    });
  }
  if (name === 'NotFoundError' || name === 'OverconstrainedError') {
    return new FaceCurveError('camera-missing', 'No camera was found.', {
      remedy: 'Connect a camera, or choose a photo.',
      cause,
    });
  }
  return new FaceCurveError('camera-busy', 'The camera could not be started.', {
    remedy: 'Close other programs that use the camera, then try again.',
    cause,
  });
}
