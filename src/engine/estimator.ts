import { FaceCurveError } from '../errors.ts';
import { frameFrom, type ImageSource } from '../source/index.ts';
import type { Attribute, BackendChoice, EstimatorInfo, FaceEstimate, LoadProgress } from '../types.ts';
import { PageDetector } from './page-detector.ts';
import { unpackEstimate } from './protocol.ts';
import { type WatchUpdate, watchVideo } from './watch.ts';
import { WorkerLink } from './worker-link.ts';

export interface EstimatorOptions {
  /** Address of the folder that holds the assets; by default `assets/` beside the page. */
  readonly assets?: string | URL;
  /** `auto` takes the first backend with hardware under it that reproduces the golden vectors. */
  readonly backend?: BackendChoice;
  /** What to estimate; by default age alone. */
  readonly attributes?: readonly Attribute[];
  /** Called while files are fetched. */
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
}

export interface EstimateOptions {
  readonly signal?: AbortSignal;
}

const BACKENDS: readonly unknown[] = ['auto', 'webgpu', 'webgl', 'wasm'] satisfies BackendChoice[];
const ATTRIBUTES: readonly unknown[] = ['age', 'attractiveness'] satisfies Attribute[];

/**
 * Loads the detector and the network into a worker.
 * @throws FaceCurveError naming the file, backend or ability of the browser that is missing; the signal's reason if aborted.
 */
export async function createEstimator(options: EstimatorOptions = {}): Promise<Estimator> {
  const { backend = 'auto', attributes = ['age'], onProgress, signal } = options;
  assertOneOf('backend', backend, BACKENDS);
  for (const attribute of attributes) assertOneOf('attributes', attribute, ATTRIBUTES);
  signal?.throwIfAborted();
  const base = assetsFolder(options.assets);
  const settings = { base, backend, attributes, onProgress: onProgress ?? (() => undefined) };
  const engine = startEngine(settings);
  const { link, started } = engine;
  const abort = () => link.end(new FaceCurveError('disposed', 'The start was aborted.'));
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return new Estimator(settings, { link, ...(await started) });
  } catch (error) {
    signal?.throwIfAborted();
    link.end(new FaceCurveError('disposed', 'The start failed.'));
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

interface Settings {
  readonly base: string;
  readonly backend: BackendChoice;
  readonly attributes: readonly Attribute[];
  readonly onProgress: (progress: LoadProgress) => void;
}

interface Engine {
  readonly link: WorkerLink;
  readonly info: EstimatorInfo;
  /** Where the worker cannot detect. */
  readonly pageDetector: PageDetector | null;
}

function startEngine({ base, backend, onProgress }: Settings): {
  link: WorkerLink;
  started: Promise<Omit<Engine, 'link'>>;
} {
  const link = new WorkerLink();
  const start = async () => {
    const { info } = await link.start({ base, backend }, onProgress);
    const pageDetector = info.detectorHost === 'page' ? await PageDetector.create(base, onProgress) : null;
    return { info, pageDetector };
  };
  return { link, started: start() };
}

function assetsFolder(assets: string | URL = 'assets/'): string {
  const address = new URL(assets, document.baseURI);
  if (!address.pathname.endsWith('/')) address.pathname += '/';
  return address.href;
}

function assertOneOf(argument: string, value: unknown, allowed: readonly unknown[]): void {
  if (allowed.includes(value)) return;
  throw new FaceCurveError('argument-invalid', `${argument}: got ${String(value)}.`, {
    remedy: `Use one of ${allowed.join(', ')}.`,
  });
}

/** Estimates curves of the faces in pictures and videos. Owns its worker until `dispose`. */
export class Estimator {
  private readonly settings: Settings;
  private engine: Promise<Engine>;
  private current: EstimatorInfo;
  private disposed = false;

  constructor(settings: Settings, engine: Engine) {
    this.settings = settings;
    this.engine = Promise.resolve(engine);
    this.current = engine.info;
  }

  /** Where it runs now; the backend can change when a GPU is lost. */
  get info(): EstimatorInfo {
    return this.current;
  }

  /** The faces of a picture, best found first. */
  async estimate(source: ImageSource, { signal }: EstimateOptions = {}): Promise<FaceEstimate[]> {
    return (await this.look(source, 'photo', signal)).faces;
  }

  /** The newest frame of a video again and again, until the signal aborts or the video ends. */
  watch(video: HTMLVideoElement, { signal }: EstimateOptions = {}): AsyncGenerator<WatchUpdate, void> {
    return watchVideo(video, (frame) => this.look(frame, 'video', signal), signal);
  }

  private async look(
    source: ImageSource,
    effort: 'photo' | 'video',
    signal?: AbortSignal,
  ): Promise<WatchUpdate> {
    this.assertNotDisposed();
    const frame = await frameFrom(source, signal === undefined ? {} : { signal });
    const { width, height, time } = frame;
    try {
      const { link, pageDetector } = await this.liveEngine();
      const faces = pageDetector === null ? {} : { faces: pageDetector.detect(frame, effort) };
      const bitmap = frame.bitmap as ImageBitmap;
      const { attributes } = this.settings;
      const answer = link.estimate({ bitmap, time, effort, attributes, ...faces });
      const { faces: estimates, info } = await orAborted(answer, signal);
      this.current = info;
      return { faces: estimates.map(unpackEstimate), width, height, time };
    } finally {
      frame.bitmap.close();
    }
  }

  /** The engine; a new one after its worker died. */
  private async liveEngine(): Promise<Engine> {
    const engine = await this.engine;
    if (engine.link.alive || this.disposed) return engine;
    engine.pageDetector?.dispose();
    const { link, started } = startEngine(this.settings);
    const fresh = started.then((rest): Engine => ({ link, ...rest }));
    // A start that failed is not kept: the next call sees the dead engine and tries again.
    this.engine = fresh.catch(() => engine);
    return fresh;
  }

  private assertNotDisposed(): void {
    if (!this.disposed) return;
    throw new FaceCurveError('disposed', 'The estimator was disposed.', { remedy: 'Create a new one.' });
  }

  /** Frees the worker with all it holds. Calls that wait fail with `disposed`. */
  async dispose(): Promise<void> {
    this.disposed = true;
    const { link, pageDetector } = await this.engine;
    link.end(new FaceCurveError('disposed', 'The estimator was disposed.'));
    pageDetector?.dispose();
  }
}

/** The promise's value, unless the signal aborts first. */
function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
