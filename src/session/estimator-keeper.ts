import type { FaceCurveError } from '../errors.ts';
import type { Estimator, EstimatorOptions } from '../index.ts';
import type { EstimatorInfo, LoadProgress } from '../types.ts';
import { LoadingProgress, type LoadingView } from '../view/index.ts';
import type { SessionLibrary } from './library.ts';
import type { Shown } from './shown.ts';

/** What an estimator is made with. */
export type EstimatorSettings = Pick<
  EstimatorOptions,
  'assets' | 'backend' | 'detector' | 'model' | 'attributes'
>;

export interface KeeperOptions {
  readonly library: () => Promise<Pick<SessionLibrary, 'createEstimator'>>;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly onReady: (info: EstimatorInfo) => void;
  readonly onRecovered: (error: FaceCurveError) => void;
}

interface Kept {
  readonly key: string;
  readonly estimator: Promise<Estimator>;
  readonly loading: AbortController;
}

const NOTHING_LOADED = { share: 0, loadedBytes: 0, totalBytes: 0 };

export type LoadingStage = 'idle' | 'loading' | 'ready' | 'failed';

/** The session's estimator: made when it is first needed, and again when its settings change. */
export class EstimatorKeeper {
  private readonly options: KeeperOptions;
  private kept: Kept | null = null;
  private ready: Estimator | null = null;
  private reached: LoadingStage = 'idle';
  private latest: LoadingView | null = null;

  constructor(options: KeeperOptions) {
    this.options = options;
  }

  get stage(): LoadingStage {
    return this.reached;
  }

  /** How far loading is; null before the first byte is reported. */
  get progress(): LoadingView | null {
    return this.latest;
  }

  /** What is shown until there is an estimate. @param isAwaited true if loading is shown before its first byte */
  waiting(isAwaited: boolean): Shown {
    if (this.reached === 'ready' || (this.latest === null && !isAwaited)) return { mode: 'estimating' };
    return { mode: 'loading', progress: this.latest ?? NOTHING_LOADED };
  }

  /** Where the estimator runs, also after it moved to another backend; null before it is loaded. */
  get info(): EstimatorInfo | null {
    return this.ready?.info ?? null;
  }

  /** @throws FaceCurveError as `createEstimator`; the next call tries again. */
  get(settings: EstimatorSettings): Promise<Estimator> {
    const key = JSON.stringify(settings);
    if (this.kept?.key === key) return this.kept.estimator;
    this.release();
    this.reached = 'loading';
    const loading = new AbortController();
    const kept: Kept = { key, estimator: this.create(settings, loading.signal), loading };
    this.kept = kept;
    // A failed start is not kept.
    kept.estimator.catch(() => {
      if (this.kept === kept) this.forget('failed');
    });
    return kept.estimator;
  }

  /** Frees the estimator, also one that is still loading. */
  release(): void {
    const { kept } = this;
    this.forget('idle');
    if (kept === null) return;
    kept.loading.abort();
    void kept.estimator.then(
      (estimator) => estimator.dispose(),
      () => undefined,
    );
  }

  private forget(stage: LoadingStage): void {
    this.kept = null;
    this.ready = null;
    this.latest = null;
    this.reached = stage;
  }

  private async create(settings: EstimatorSettings, signal: AbortSignal): Promise<Estimator> {
    const { createEstimator } = await this.options.library();
    signal.throwIfAborted();
    const whileKept = <Given>(hear: (given: Given) => void) => {
      return (given: Given) => {
        if (!signal.aborted) hear(given);
      };
    };
    const view = new LoadingProgress();
    const estimator = await createEstimator({
      ...settings,
      onProgress: whileKept((progress: LoadProgress) => {
        this.latest = view.update(progress);
        this.options.onProgress(progress);
      }),
      onRecovered: whileKept(this.options.onRecovered),
      signal,
    });
    if (!signal.aborted) {
      this.ready = estimator;
      this.reached = 'ready';
      this.options.onReady(estimator.info);
    }
    return estimator;
  }
}
