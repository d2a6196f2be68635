import { type FaceCurveError, isAbort, toFaceCurveError } from '../errors.ts';
import {
  type Camera,
  type CameraChoice,
  decodeImage,
  type Estimator,
  type EstimatorInfo,
  type Frame,
} from '../index.ts';
import type { LoadingView, Message, Words } from '../view/index.ts';
import { isMirroredAtFirst } from './camera-controls.ts';
import { startCamera } from './camera-run.ts';
import { firstPaint } from './first-paint.ts';
import type { Action } from './message-panel.ts';
import { loadNetwork } from './network.ts';
import { pageState, showPageState } from './page-state.ts';
import type { PictureSource } from './picture-input.ts';
import type { Results } from './results.ts';

export interface DemoOptions {
  readonly words: Words;
  readonly results: Results;
  /** `asking`: the browser may be asking for it; null: it is off. */
  readonly onCamera: (camera: Camera | 'asking' | null) => void;
  readonly onLoading: (stage: 'loading' | 'loaded' | 'failed') => void;
  readonly onChoosePhoto: () => void;
  readonly onRequests: (times: readonly number[]) => void;
}

/** What the page does, one thing at a time: a new picture or the camera ends whatever went on before. */
export class Demo {
  private readonly options: DemoOptions;
  private network: Promise<Estimator> | null = null;
  private isLoaded = false;
  private progress: LoadingView = { share: 0, loadedBytes: 0, totalBytes: 0 };
  private job = new AbortController();
  private isBusy = false;
  /** To be looked at again when loading failed and then succeeded. */
  private lastPicture: PictureSource | null = null;

  constructor(options: DemoOptions) {
    this.options = options;
  }

  /** Loads the network once the page is seen; again if that failed before. The page can be used meanwhile. */
  async load(): Promise<void> {
    showPageState('loading');
    this.options.results.showLoading(this.progress);
    this.options.onLoading('loading');
    const onProgress = (view: LoadingView) => {
      this.progress = view;
      // A message about a picture that was chosen too early is not covered by news of the loading.
      if (pageState() === 'loading') this.options.results.showLoading(view);
    };
    // Set at once: whatever is asked before the paint waits for it too.
    this.network = firstPaint().then(() => loadNetwork({ onProgress, onRequests: this.options.onRequests }));
    try {
      await this.network;
    } catch (error) {
      this.job.abort();
      this.options.onLoading('failed');
      this.showError(toFaceCurveError(error), () => this.loadAgain());
      return;
    }
    this.isLoaded = true;
    this.options.onLoading('loaded');
    if (this.isBusy || pageState() !== 'loading') return;
    showPageState('ready');
    this.options.results.showEmpty();
  }

  /** What the estimates come from; null before it is loaded. */
  async estimatorInfo(): Promise<EstimatorInfo | null> {
    return (await this.network)?.info ?? null;
  }

  /** Finds the faces of a picture and shows their curves. */
  async lookAt(picture: PictureSource): Promise<void> {
    const signal = this.begin();
    this.lastPicture = picture;
    this.showWaiting();
    try {
      const frame = await frameOf(picture, signal);
      try {
        this.options.results.stage.showPhoto(frame);
        const estimator = await this.loaded(signal);
        this.showWaiting();
        const faces = await estimator.estimate(frame, { signal, explain: true });
        const count = this.options.results.showPhotoFaces(faces, frame);
        this.isBusy = false;
        showPageState(count === 0 ? 'no-face' : 'result', { faces: count });
      } finally {
        frame.bitmap.close();
      }
    } catch (error) {
      this.fail(error, signal, () => void this.lookAt(picture));
    }
  }

  /** Shows the camera's picture with the curves of whoever is in it, until something else is begun. */
  async useCamera(choice: CameraChoice = {}): Promise<void> {
    const signal = this.begin();
    const { results, words, onCamera } = this.options;
    // One that failed may be gone for good.
    const again = () => void this.useCamera();
    results.stage.clear();
    results.timeline.begin();
    showPageState('working');
    results.showMessage(words.waitingForCamera);
    try {
      onCamera('asking');
      signal.addEventListener('abort', () => onCamera(null), { once: true });
      const camera = await startCamera({ choice, signal, onLost: (error) => this.loseCamera(error) });
      await results.stage.showVideo(camera.stream, { mirrored: isMirroredAtFirst(camera) });
      signal.throwIfAborted();
      onCamera(camera);
      this.showWaiting();
      const estimator = await this.loaded(signal);
      for await (const { faces, width, height, time } of estimator.watch(results.stage.video, {
        signal,
        explain: true,
      })) {
        if (signal.aborted) return;
        results.showVideoFaces(faces, { width, height }, time);
        if (pageState() !== 'camera') showPageState('camera');
      }
    } catch (error) {
      this.fail(error, signal, again);
    }
  }

  /** Ends what goes on; the camera is off and the page as it was in the beginning. */
  stop(message?: Message): void {
    this.begin();
    this.isBusy = false;
    const { results } = this.options;
    results.stage.clear();
    showPageState(this.isLoaded ? 'ready' : 'loading');
    if (message !== undefined) results.showMessage(message);
    else if (this.isLoaded) results.showEmpty();
    else results.showLoading(this.progress);
  }

  showError(error: FaceCurveError, again?: () => void): void {
    const { results, words } = this.options;
    this.showFailure(error, words.errors[error.code], again);
    if (error.code.startsWith('image-') || error.code.startsWith('camera-')) results.stage.clear();
  }

  private begin(): AbortSignal {
    this.job.abort();
    this.job = new AbortController();
    this.options.results.timeline.end();
    this.lastPicture = null;
    this.isBusy = true;
    return this.job.signal;
  }

  private showWaiting(): void {
    const { results } = this.options;
    showPageState(this.isLoaded ? 'working' : 'loading');
    if (this.isLoaded) results.showLooking();
    else results.showLoading(this.progress);
  }

  private async loaded(signal: AbortSignal): Promise<Estimator> {
    const estimator = await this.network;
    signal.throwIfAborted();
    if (estimator === null) throw new DOMException('Not loading.', 'AbortError');
    return estimator;
  }

  private async loadAgain(): Promise<void> {
    const picture = this.lastPicture;
    await this.load();
    if (this.isLoaded && picture !== null) await this.lookAt(picture);
  }

  private fail(error: unknown, signal: AbortSignal, again: () => void): void {
    if (signal.aborted || isAbort(error)) return;
    this.job.abort();
    this.showError(toFaceCurveError(error), again);
  }

  private loseCamera(error: FaceCurveError): void {
    const { results, words } = this.options;
    this.begin();
    results.stage.clear();
    this.showFailure(error, words.errors['camera-lost'], () => void this.useCamera());
  }

  private showFailure({ code, file }: FaceCurveError, message: Message, again?: () => void): void {
    this.isBusy = false;
    const { results, words, onChoosePhoto } = this.options;
    results.timeline.end();
    const actions: Action[] = [];
    // Trying the same broken file again helps nobody.
    if (again !== undefined && !code.startsWith('image-')) {
      actions.push({ label: words.tryAgain, onClick: again });
    }
    if (this.isLoaded) actions.push({ label: words.choosePhoto, onClick: onChoosePhoto });
    results.showMessage(message, { actions, file });
    showPageState('error', { errorCode: code });
  }
}

async function frameOf(picture: PictureSource, signal: AbortSignal): Promise<Frame> {
  if (picture instanceof Blob) return decodeImage(picture, { signal });
  const bitmap = await createImageBitmap(picture);
  return { bitmap, width: bitmap.width, height: bitmap.height, time: performance.now() };
}
