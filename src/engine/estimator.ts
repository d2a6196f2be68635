import { assetsFolder } from '../assets/index.ts';
import { FaceCurveError } from '../errors.ts';
import { unpackEstimate } from '../host/index.ts';
import { frameFrom, type ImageSource } from '../source/index.ts';
import type {
  Attribute,
  BackendChoice,
  EstimatorInfo,
  FaceEstimate,
  LoadProgress,
  ModelName,
} from '../types.ts';
import { unlessAborted } from './abort.ts';
import { type EngineUser, joinEngine, type SharedEngine } from './shared-engine.ts';
import { type WatchUpdate, watchVideo } from './watch.ts';

export interface EstimatorOptions {
  /** Address of the folder that holds the assets; by default the files that came with the package. */
  readonly assets?: string | URL;
  /** `auto` takes the first backend with hardware under it that reproduces the golden vectors. */
  readonly backend?: BackendChoice;
  /**
   * Which weights: `default` knows both curves, on terms for research; `open` was learned from FairFace alone (CC BY 4.0), knows
   * ages only, and is less exact.
   */
  readonly model?: ModelName;
  /** What to estimate; by default age alone. */
  readonly attributes?: readonly Attribute[];
  /**
   * By default true: on WebAssembly two workers share a photo of many faces, or of a scene with small ones, which is faster and
   * gives the same answer. The second one is started after the first such photo, and ended when none has come for half a minute.
   * False for a page that wants no second worker's memory, and no requests for its files after loading.
   */
  readonly secondWorker?: boolean;
  /** Called while files are fetched. */
  readonly onProgress?: (progress: LoadProgress) => void;
  /**
   * Called with the times (milliseconds since 1970) of requests that the worker made; what the page itself asks for is seen
   * by a `PerformanceObserver` of its own.
   */
  readonly onRequests?: (times: readonly number[]) => void;
  /**
   * Called once each time the estimator went on by itself after a loss, with the error that would have been thrown:
   * `worker-lost` (a new worker runs) or `gpu-lost` (a new device or the next backend runs, see `info`).
   */
  readonly onRecovered?: (error: FaceCurveError) => void;
  readonly signal?: AbortSignal;
}

export interface EstimateOptions {
  /** Adds `explanation` to each face: where the network looked. */
  readonly explain?: boolean;
  readonly signal?: AbortSignal;
}

export interface WatchOptions extends EstimateOptions {
  /** Milliseconds that lie between the beginnings of two looks at least; by default 0, as fast as the device can. */
  readonly interval?: number;
}

const BACKENDS: readonly unknown[] = ['auto', 'webgpu', 'webgl', 'wasm'] satisfies BackendChoice[];
const MODELS: readonly unknown[] = ['default', 'open'] satisfies ModelName[];
const ATTRIBUTES: readonly unknown[] = ['age', 'attractiveness'] satisfies Attribute[];

/**
 * Loads the detector and the network into a worker, or joins the estimators of the page that run with the same assets, backend
 * and model: they share one worker. Where no worker can be started the page itself does the work (`info.host`).
 * @throws FaceCurveError naming the file, backend or ability of the browser that is missing; the signal's reason if aborted.
 */
export async function createEstimator(options: EstimatorOptions = {}): Promise<Estimator> {
  const {
    backend = 'auto',
    model = 'default',
    attributes = ['age'],
    secondWorker = true,
    onProgress,
    onRequests,
    onRecovered,
    signal,
  } = options;
  assertOneOf('backend', backend, BACKENDS);
  assertOneOf('model', model, MODELS);
  if (!Array.isArray(attributes)) throw invalid('attributes', attributes, 'a list of attributes');
  for (const attribute of attributes) assertOneOf('attributes', attribute, ATTRIBUTES);
  signal?.throwIfAborted();
  // In tasks of their own: what a callback throws is the page's to see and must not stop the work.
  const user: EngineUser = {
    onProgress: (progress) => queueMicrotask(() => onProgress?.(progress)),
    onRequests: (times) => queueMicrotask(() => onRequests?.(times)),
    onRecovered: (error) => queueMicrotask(() => onRecovered?.(error)),
  };
  const base = assetsFolder(options.assets);
  const engine = joinEngine({ base, backend, model, withSecondWorker: secondWorker === true }, user);
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

interface Look extends EstimateOptions {
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

  /** Where it runs now; the backend can change when a GPU is lost. */
  get info(): EstimatorInfo {
    return this.current;
  }

  /** The faces of a picture, best found first. */
  async estimate(source: ImageSource, options: EstimateOptions = {}): Promise<FaceEstimate[]> {
    return (await this.look(source, { ...options, effort: 'photo', watch: null, firstId: 0 })).faces;
  }

  /**
   * The newest frame of a video again and again: frames are skipped, never queued. Each face keeps its `id`, and its curves
   * are fused over what was seen of it. Waits while the page is hidden. Ends without an error when the signal aborts, the
   * video ends or its tracks are stopped.
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
    const look = async () => {
      const update = await this.look(video, { ...options, effort: 'video', watch, firstId });
      firstId = Math.max(firstId, ...update.faces.map(({ id }) => (id ?? -1) + 1));
      return update;
    };
    const { signal } = options;
    try {
      yield* watchVideo(video, look, { interval, ...(signal && { signal }) });
    } finally {
      this.engine.endWatch(watch);
    }
  }

  /** Looks once more where the worker died with the frame. */
  private async look(source: ImageSource, look: Look): Promise<WatchUpdate> {
    try {
      return await this.lookOnce(source, look);
    } catch (error) {
      if (!(error instanceof FaceCurveError && error.code === 'worker-lost')) throw error;
      return this.lookOnce(source, look);
    }
  }

  private async lookOnce(
    source: ImageSource,
    { explain = false, signal, effort, watch, firstId }: Look,
  ): Promise<WatchUpdate> {
    this.disposal.signal.throwIfAborted();
    const frame = await frameFrom(source, signal === undefined ? {} : { signal });
    const { width, height, time } = frame;
    try {
      const answer = this.engine.look(frame, {
        effort,
        watch,
        firstId,
        attributes: this.attributes,
        withExplanation: explain === true,
      });
      const { faces, info } = await unlessAborted(answer, signal, this.disposal.signal);
      this.current = info;
      return { faces: faces.map(unpackEstimate), width, height, time };
    } finally {
      frame.bitmap.close();
    }
  }

  /** Frees what it holds; the worker goes when the last estimator that shares it is disposed. Calls that wait fail with `disposed`. */
  async dispose(): Promise<void> {
    this.disposal.abort(
      new FaceCurveError('disposed', 'The estimator was disposed.', { remedy: 'Create a new one.' }),
    );
    this.engine.leave(this.user);
  }
}
