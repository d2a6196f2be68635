import { assetsFolder } from '../assets/index.ts';
import { assertBrowser, FaceCurveError, isAbort, throwIfAborted, toFaceCurveError } from '../errors.ts';
import { unpackEstimate } from '../host/index.ts';
import {
  assertOffscreenCanvas,
  decodeImage,
  type ImageSource,
  isDecoded,
  type LoadedSource,
  loadPicture,
  unlessAborted,
} from '../source/index.ts';
import {
  type Attribute,
  type BackendChoice,
  type BitmapFrame,
  type DetectorChoice,
  type EstimatorInfo,
  type FaceEstimate,
  type LoadProgress,
  type ModelName,
  ofEachAttribute,
} from '../types.ts';
import { faceIn } from './face-in.ts';
import { withJson } from './saved-face.ts';
import { type EngineUser, joinEngine, type SharedEngine } from './shared-engine.ts';
import { type WatchUpdate, watchVideo } from './watch.ts';

export interface EstimatorOptions {
  /** Address of the folder that holds the assets; by default the files that came with the package. */
  readonly assets?: string | URL | undefined;
  /** `auto` takes the first backend that runs on hardware and reproduces the golden vectors. */
  readonly backend?: BackendChoice | undefined;
  /**
   * Which weights: `default` gives both curves, on terms for research; `open` was trained on FairFace alone (CC BY 4.0), gives
   * ages only, and is less exact.
   */
  readonly model?: ModelName | undefined;
  /**
   * What finds the faces. `mediapipe` is MediaPipe's face detector, 2.4 MB compressed, which needs WebGL. `graph` is its network
   * as a graph on `backend`, 0.2 MB, with the same faces. By default `auto`: MediaPipe where it runs, else the graph.
   */
  readonly detector?: DetectorChoice | undefined;
  /** What to estimate; by default age alone. */
  readonly attributes?: readonly Attribute[] | undefined;
  /**
   * By default true: on WebAssembly two workers share a photo of four faces or more, or of a scene with small faces, which is faster
   * and gives the same answer. The second worker is started after the first such photo, and ended half a minute after the last
   * one. False saves the second worker's memory and avoids requests for its files after loading.
   */
  readonly secondWorker?: boolean | undefined;
  /** Called while files are fetched. */
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  /**
   * Called with the times (milliseconds since 1970) of requests that the worker made; a `PerformanceObserver` of the page sees
   * only the page's own requests.
   */
  readonly onRequests?: ((times: readonly number[]) => void) | undefined;
  /**
   * Called each time the estimator has recovered from a loss, with the error that would have been thrown: `worker-lost` (a new
   * worker runs) or `gpu-lost` (a new device or the next backend runs, see `info`).
   */
  readonly onRecovered?: ((error: FaceCurveError) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface EstimateOptions {
  /** Adds `explanation` to each face: where the network looked. */
  readonly explain?: boolean | undefined;
  /** @internal Called with the frame that is about to be estimated, which is closed afterwards. */
  readonly onFrame?: ((frame: BitmapFrame) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface WatchOptions extends EstimateOptions {
  /** Minimum milliseconds between the starts of two estimates; by default 0, as fast as the device can. */
  readonly interval?: number | undefined;
}

const BACKENDS: readonly unknown[] = ['auto', 'webgpu', 'webgl', 'wasm'] satisfies BackendChoice[];
const MODELS: readonly unknown[] = ['default', 'open'] satisfies ModelName[];
const DETECTORS: readonly unknown[] = ['auto', 'mediapipe', 'graph'] satisfies DetectorChoice[];
const ATTRIBUTES: readonly unknown[] = Object.keys(ofEachAttribute(() => null));

/**
 * Loads the detector and the network into a worker. Estimators of a page with the same assets, backend and model share one
 * worker. Where no worker can be started, the page itself does the work (`info.host`).
 * @throws FaceCurveError that names the missing file, backend or feature of the browser; the signal's reason if aborted
 */
export async function createEstimator(options: EstimatorOptions = {}): Promise<Estimator> {
  const {
    backend = 'auto',
    model = 'default',
    detector = 'auto',
    attributes = ['age'],
    secondWorker = true,
    onProgress,
    onRequests,
    onRecovered,
    signal,
  } = options;
  assertOneOf('backend', backend, BACKENDS);
  assertOneOf('model', model, MODELS);
  assertOneOf('detector', detector, DETECTORS);
  if (!Array.isArray(attributes)) throw invalid('attributes', attributes, 'a list of attributes');
  for (const attribute of attributes) assertOneOf('attributes', attribute, ATTRIBUTES);
  throwIfAborted(signal);
  // In microtasks of their own: an error that a callback throws reaches the page and does not stop the work.
  const user: EngineUser = {
    onProgress: (progress) => queueMicrotask(() => onProgress?.(progress)),
    onRequests: (times) => queueMicrotask(() => onRequests?.(times)),
    onRecovered: (error) => queueMicrotask(() => onRecovered?.(error)),
  };
  assertBrowser();
  assertOffscreenCanvas();
  const base = assetsFolder(options.assets, document.baseURI);
  const engine = joinEngine(
    { base, backend, model, detector, withSecondWorker: secondWorker === true },
    user,
  );
  try {
    const info = await unlessAborted(engine.ready(), signal);
    return new Estimator(engine, user, { info, attributes: [...attributes] });
  } catch (error) {
    engine.leave(user);
    throw error;
  }
}

function assertOneOf(argument: string, value: unknown, allowed: readonly unknown[]): void {
  if (!allowed.includes(value)) throw invalid(argument, value, `one of ${allowed.join(', ')}`);
}

function invalid(argument: string, value: unknown, wanted: string): FaceCurveError {
  return new FaceCurveError('argument-invalid', `${argument}: got ${String(value)}.`, {
    remedy: `Use ${wanted}.`,
  });
}

/** Not a text, whose letters could be listed, and no bytes. */
function isList(source: ImageSource | Iterable<ImageSource>): source is Iterable<ImageSource> {
  return Object(source) === source && Symbol.iterator in Object(source) && !ArrayBuffer.isView(source);
}

function asAnswer(error: unknown): FaceCurveError {
  if (isAbort(error)) throw error;
  const failure = toFaceCurveError(error);
  if (failure.code === 'disposed') throw failure;
  return failure;
}

/** How one frame is to be estimated. */
interface FrameRequest extends EstimateOptions {
  readonly effort: 'photo' | 'video';
  readonly watch: number | null;
  readonly firstId: number;
}

/** Estimates curves of the faces in pictures and videos, until `dispose`. */
export class Estimator {
  private readonly engine: SharedEngine;
  private readonly user: EngineUser;
  private readonly attributes: readonly Attribute[];
  private readonly disposal = new AbortController();
  private current: EstimatorInfo;

  /** @internal */
  constructor(
    engine: SharedEngine,
    user: EngineUser,
    { info, attributes }: { info: EstimatorInfo; attributes: readonly Attribute[] },
  ) {
    this.engine = engine;
    this.user = user;
    this.current = info;
    this.attributes = attributes;
  }

  /** Where the estimator runs now; the backend can change when a GPU is lost. */
  get info(): EstimatorInfo {
    return this.current;
  }

  /** The faces of a picture, best found first. A text or a URL is the picture's address. */
  estimate(source: ImageSource, options?: EstimateOptions): Promise<FaceEstimate[]>;
  /**
   * The faces of each picture of a list, in the list's order. In place of a picture that fails there is its error. Pictures are
   * estimated one after another, so that only one of them is decoded at a time.
   * @throws the signal's reason, or FaceCurveError `disposed`: the answers so far are lost
   */
  estimate(
    sources: Iterable<ImageSource>,
    options?: EstimateOptions,
  ): Promise<(FaceEstimate[] | FaceCurveError)[]>;
  async estimate(source: ImageSource | Iterable<ImageSource>, options: EstimateOptions = {}) {
    if (!isList(source)) return this.estimatePhoto(source, options);
    const answers: (FaceEstimate[] | FaceCurveError)[] = [];
    for (const each of source) answers.push(await this.estimatePhoto(each, options).catch(asAnswer));
    return answers;
  }

  private async estimatePhoto(source: ImageSource, options: EstimateOptions): Promise<FaceEstimate[]> {
    return (await this.estimateFrame(source, { ...options, effort: 'photo', watch: null, firstId: 0 })).faces;
  }

  /**
   * Estimates the newest frame of a video again and again: frames are skipped, never queued. Each face keeps its `id`, and its
   * curves are fused over the frames. Waits while the page is hidden. Ends without an error when the signal aborts, the video
   * ends or its tracks are stopped.
   * @throws FaceCurveError `camera-lost` when the camera is unplugged, and what `estimate` throws
   */
  watch(
    video: HTMLVideoElement,
    { interval = 0, ...options }: WatchOptions = {},
  ): AsyncGenerator<WatchUpdate, void> {
    if (!(interval >= 0)) throw invalid('interval', interval, 'a number of milliseconds, 0 or more');
    return this.watchFaces(video, interval, options);
  }

  private async *watchFaces(video: HTMLVideoElement, interval: number, options: EstimateOptions) {
    const watch = this.engine.beginWatch();
    let firstId = 0;
    const sample = async () => {
      const update = await this.estimateFrame(video, { ...options, effort: 'video', watch, firstId });
      firstId = Math.max(firstId, ...update.faces.map(({ id }) => (id ?? -1) + 1));
      return update;
    };
    const { signal } = options;
    try {
      yield* watchVideo(video, sample, { interval, signal });
    } finally {
      this.engine.endWatch(watch);
    }
  }

  /** Tries once more where the worker died during the work. */
  private async estimateFrame(source: ImageSource, request: FrameRequest): Promise<WatchUpdate> {
    try {
      return await this.tryFrame(source, request);
    } catch (error) {
      if (!(error instanceof FaceCurveError && error.code === 'worker-lost')) throw error;
      return this.tryFrame(source, request);
    }
  }

  private async tryFrame(source: ImageSource, request: FrameRequest): Promise<WatchUpdate> {
    const { signal } = this.disposal;
    signal.throwIfAborted();
    assertBrowser();
    // Before the turn: a slow network does not hold up the others.
    const picture = await loadPicture<LoadedSource>(source, request.signal);
    if (isDecoded(picture)) return this.workOn(picture, request);
    const endTurn = await this.engine.photos.begin(request.signal, signal);
    return this.workOn(picture, request, endTurn);
  }

  private async workOn(
    picture: LoadedSource,
    { explain = false, onFrame, signal, effort, watch, firstId }: FrameRequest,
    endTurn = () => {},
  ): Promise<WatchUpdate> {
    let working: Promise<unknown> = Promise.resolve();
    try {
      const frame = await decodeImage(picture, { signal });
      const { width, height, time } = frame;
      const size = { width, height };
      try {
        onFrame?.(frame);
        const answer = this.engine.estimate(frame, {
          effort,
          watch,
          firstId,
          attributes: this.attributes,
          withExplanation: explain === true,
        });
        working = answer;
        const { faces, info } = await unlessAborted(answer, signal, this.disposal.signal);
        this.current = info;
        return { faces: faces.map((face) => withJson(faceIn(size, unpackEstimate(face)))), ...size, time };
      } finally {
        frame.bitmap.close();
      }
    } finally {
      // The host works on a photo to its end, also where the call was aborted.
      working.then(endTurn, endTurn);
    }
  }

  /** Frees what it holds. The worker ends when the last estimator that shares it is disposed. Calls that wait fail with `disposed`. */
  async dispose(): Promise<void> {
    this.disposal.abort(
      new FaceCurveError('disposed', 'The estimator was disposed.', { remedy: 'Create a new one.' }),
    );
    this.engine.leave(this.user);
  }
}
