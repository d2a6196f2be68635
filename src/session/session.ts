import { FaceCurveError, isAbort, toFaceCurveError } from '../errors.ts';
import type { Estimator, WatchUpdate } from '../index.ts';
import type { Message, Stage, Words } from '../view/index.ts';
import { loadLibrary } from './library.ts';
import { pictureAt } from './picture-source.ts';
import type { Shown } from './shown.ts';

export interface SessionOptions {
  readonly stage: Stage;
  /** The estimator, loaded with what the element asks for. */
  readonly estimator: () => Promise<Estimator>;
  /** How it is to look, as of now. */
  readonly looking: () => { readonly explain: boolean; readonly interval: number };
  readonly show: (shown: Shown) => void;
  /** What was found in the picture, or in the newest frame of the camera. */
  readonly onFaces: (update: WatchUpdate, source: 'picture' | 'camera') => void;
  readonly onError: (error: FaceCurveError, retry: (() => void) | undefined) => void;
  readonly onCamera: (isOn: boolean) => void;
}

/** One picture or one camera at a time: what is begun anew ends whatever went on before. */
export class Session {
  private readonly options: SessionOptions;
  private job = new AbortController();
  private stopCamera: (() => void) | null = null;
  private isWorking = false;

  constructor(options: SessionOptions) {
    this.options = options;
  }

  /** Also while the browser still asks whether it may be. */
  get isCameraOn(): boolean {
    return this.stopCamera !== null;
  }

  /** Something was begun that has not come to its end. */
  get isBusy(): boolean {
    return this.isWorking;
  }

  async lookAt(address: string): Promise<void> {
    const { stage, show, onFaces } = this.options;
    const signal = this.begin();
    show({ mode: 'looking' });
    try {
      // Both at once: the picture is there to see while the network loads.
      const loading = this.options.estimator();
      loading.catch(() => undefined);
      const frame = await pictureAt(address, signal);
      try {
        signal.throwIfAborted();
        stage.showPhoto(frame);
        const estimator = await loading;
        signal.throwIfAborted();
        show({ mode: 'looking' });
        const faces = await estimator.estimate(frame, { explain: this.options.looking().explain, signal });
        signal.throwIfAborted();
        this.isWorking = false;
        onFaces({ faces, width: frame.width, height: frame.height, time: frame.time }, 'picture');
      } finally {
        frame.bitmap.close();
      }
    } catch (error) {
      this.fail(error, signal, () => void this.lookAt(address));
    }
  }

  /** Only ever called for a tap: a camera that starts by itself is none that anybody agreed to. */
  async useCamera(): Promise<void> {
    const { stage, show, onFaces } = this.options;
    const signal = this.begin();
    // From here on it can be stopped, also while the browser still asks.
    this.stopCamera = () => undefined;
    this.options.onCamera(true);
    stage.clear();
    show({ mode: 'message', message: (words) => words.waitingForCamera });
    try {
      const loading = this.options.estimator();
      loading.catch(() => undefined);
      await stage.showVideo(await this.openCamera(signal));
      signal.throwIfAborted();
      show({ mode: 'looking' });
      const estimator = await loading;
      signal.throwIfAborted();
      for await (const update of estimator.watch(stage.video, { ...this.options.looking(), signal })) {
        if (signal.aborted) return;
        this.isWorking = false;
        onFaces(update, 'camera');
      }
      if (!signal.aborted) throw cameraLost();
    } catch (error) {
      this.fail(error, signal, () => void this.useCamera());
    }
  }

  /** Ends what goes on, and shows nothing, or why. */
  stop(message?: (words: Words) => Message): void {
    this.interrupt();
    this.options.stage.clear();
    this.options.show(message === undefined ? { mode: 'empty' } : { mode: 'message', message });
  }

  /** Ends what goes on, and leaves to see what there is. The camera is off. */
  interrupt(): void {
    this.job.abort();
    this.isWorking = false;
    this.endCamera();
  }

  private begin(): AbortSignal {
    this.interrupt();
    this.job = new AbortController();
    this.isWorking = true;
    return this.job.signal;
  }

  private async openCamera(signal: AbortSignal): Promise<MediaStream> {
    const { openCamera } = await loadLibrary();
    signal.throwIfAborted();
    const { stream, stop } = await openCamera();
    if (signal.aborted) stop();
    signal.throwIfAborted();
    this.stopCamera = stop;
    return stream;
  }

  private endCamera(): void {
    if (this.stopCamera === null) return;
    this.stopCamera();
    this.stopCamera = null;
    this.options.onCamera(false);
  }

  private fail(error: unknown, signal: AbortSignal, retry: () => void): void {
    // Whoever ended it knows.
    if (signal.aborted || isAbort(error)) return;
    this.interrupt();
    const failure = toFaceCurveError(error);
    // Of a picture only one that could not be fetched may be another one the next time.
    const isHopeless = failure.code.startsWith('image-') && failure.code !== 'image-missing';
    if (failure.code.startsWith('image-') || failure.code.startsWith('camera-')) this.options.stage.clear();
    this.options.onError(failure, isHopeless ? undefined : retry);
  }
}

/** It went away before anybody looked through it. */
function cameraLost(): FaceCurveError {
  return new FaceCurveError('camera-lost', 'The camera is gone.', {
    remedy: 'Connect it again, then start anew.',
  });
}
