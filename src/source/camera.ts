import { assertBrowser, FaceCurveError } from '../errors.ts';
import { type CameraFacing, facingOfTrack } from './camera-list.ts';

export interface Camera {
  readonly stream: MediaStream;
  /** Which of `listCameras` it is; empty where the browser does not say. */
  readonly deviceId: string;
  /** Null where neither the browser nor the camera's name says. */
  readonly facing: CameraFacing | null;
  /** Turns the camera (and its light) off. */
  stop(): void;
}

export interface CameraChoice {
  /** One of `listCameras`. */
  readonly deviceId?: string | undefined;
  /** Without a `deviceId`: which camera is preferred, by default `user`, the front one. The only one there is will do. */
  readonly facing?: CameraFacing | undefined;
}

/**
 * Opens a camera; the browser asks the user where it was not allowed before.
 * @throws FaceCurveError `camera-insecure`, `camera-unsupported`, `camera-blocked`, `camera-refused`, `camera-missing` or
 *   `camera-busy`.
 */
export async function openCamera({ deviceId, facing = 'user' }: CameraChoice = {}): Promise<Camera> {
  assertBrowser();
  if (navigator.mediaDevices?.getUserMedia === undefined) {
    throw globalThis.isSecureContext
      ? new FaceCurveError('camera-unsupported', 'This browser offers no camera to any page.', {
          remedy: 'Open the page in a browser: web views of apps often have no camera.',
        })
      : new FaceCurveError('camera-insecure', 'The browser offers no camera to an insecure page.', {
          remedy: 'Open the page over https or on localhost.',
        });
  }
  const which: MediaTrackConstraints =
    deviceId === undefined ? { facingMode: facing } : { deviceId: { exact: deviceId } };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } },
      audio: false,
    });
    const [track] = stream.getVideoTracks();
    return {
      stream,
      deviceId: track?.getSettings().deviceId ?? '',
      facing: track === undefined ? null : facingOfTrack(track),
      stop: () => stream.getTracks().forEach((each) => each.stop()),
    };
  } catch (cause) {
    throw cameraError(cause);
  }
}

function cameraError(cause: unknown): FaceCurveError {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotAllowedError' && isBlocked()) {
    return new FaceCurveError('camera-blocked', 'The policy of the page does not allow the camera.', {
      remedy: isFramed()
        ? 'Add allow="camera" to the <iframe>; the header Permissions-Policy must allow the camera too.'
        : 'Allow the camera in the header Permissions-Policy of the page.',
      cause,
    });
  }
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    // Firefox and Safari do not say whether it was the person or the page around.
    const alsoFrame = isFramed() ? ' The <iframe> needs allow="camera".' : '';
    return new FaceCurveError('camera-refused', 'The camera was not allowed.', {
      remedy: `Allow the camera in the browser's address bar or settings, then try again.${alsoFrame}`,
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

/** True where the page's policy forbids the camera; false also where the browser does not say (Firefox, Safari). */
function isBlocked(): boolean {
  const { permissionsPolicy, featurePolicy } = document as PolicyDocument;
  return (permissionsPolicy ?? featurePolicy)?.allowsFeature('camera') === false;
}

interface PolicyDocument {
  readonly permissionsPolicy?: { allowsFeature(name: string): boolean };
  /** The older name, which Chromium has. */
  readonly featurePolicy?: { allowsFeature(name: string): boolean };
}

function isFramed(): boolean {
  return window.top !== window;
}
