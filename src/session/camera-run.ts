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
  /** The browser's question has waited for an answer for a while. */
  readonly onUnanswered: () => void;
  /** The camera has sent no picture for a while: it is covered, or the system muted it. */
  readonly onMuted: () => void;
}

/** Milliseconds after which a question counts as unanswered. */
const ANSWER_PATIENCE = 5000;
/** Milliseconds that a camera may be muted, as cameras are for a moment when they start. */
const MUTE_PATIENCE = 1000;

/** Opens the camera and keeps it on until the signal aborts. @throws FaceCurveError as `openCamera`, or the signal's reason. */
export async function startCamera(options: CameraRunOptions): Promise<Camera> {
  const { library, choice, view, signal, onLost, onMuted } = options;
  const { openCamera } = await library();
  // The page says why it wants the camera before the browser's question covers a part of the page.
  await nextPaint(view);
  signal.throwIfAborted();
  const timer = setTimeout(() => {
    if (!signal.aborted) options.onUnanswered();
  }, ANSWER_PATIENCE);
  const camera = await openCamera(choice).finally(() => clearTimeout(timer));
  if (signal.aborted) camera.stop();
  signal.throwIfAborted();
  signal.addEventListener('abort', () => camera.stop(), { once: true });
  for (const track of camera.stream.getVideoTracks()) {
    // `stop` does not raise this event: the event means that the device went away.
    track.addEventListener('ended', () => {
      if (!signal.aborted) onLost(cameraLost());
    });
    followMute(track, signal, onMuted);
  }
  return camera;
}

export function cameraLost(): FaceCurveError {
  return new FaceCurveError('camera-lost', 'The camera was disconnected.', {
    remedy: 'Connect the camera again, then start it again.',
  });
}

/** True while the camera sends no pictures; browsers may send black ones in their place. */
export function isMuted({ stream }: Camera): boolean {
  return stream.getVideoTracks().some(({ muted }) => muted);
}

function followMute(track: MediaStreamTrack, signal: AbortSignal, onMuted: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = () => {
    clearTimeout(timer);
    if (track.muted && !signal.aborted) timer = setTimeout(onMuted, MUTE_PATIENCE);
  };
  for (const type of ['mute', 'unmute']) track.addEventListener(type, follow, { signal });
  signal.addEventListener('abort', follow);
  follow();
}

function nextPaint(view: Window): Promise<void> {
  return new Promise((resolve) => view.requestAnimationFrame(() => setTimeout(resolve)));
}
