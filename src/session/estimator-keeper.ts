import type { FaceCurveError } from '../errors.ts';
import type { Estimator } from '../index.ts';
import type { EstimatorInfo, LoadProgress } from '../types.ts';
import { loadLibrary } from './library.ts';
import type { EstimatorSettings } from './settings.ts';

export interface KeeperOptions {
  readonly onProgress: (progress: LoadProgress) => void;
  readonly onReady: (info: EstimatorInfo) => void;
  readonly onRecovered: (error: FaceCurveError) => void;
}

interface Kept {
  readonly key: string;
  readonly estimator: Promise<Estimator>;
  readonly loading: AbortController;
}

/** The element's estimator: made when it is first needed, anew when its settings change, and disposed with the element. */
export class EstimatorKeeper {
  private readonly options: KeeperOptions;
  private kept: Kept | null = null;

  constructor(options: KeeperOptions) {
    this.options = options;
  }

  /** @throws FaceCurveError as `createEstimator`; the next call tries again. */
  get(settings: EstimatorSettings): Promise<Estimator> {
    const key = JSON.stringify(settings);
    if (this.kept?.key === key) return this.kept.estimator;
    this.release();
    const loading = new AbortController();
    const kept: Kept = { key, estimator: this.create(settings, loading.signal), loading };
    this.kept = kept;
    // A start that failed is not kept.
    kept.estimator.catch(() => {
      if (this.kept === kept) this.kept = null;
    });
    return kept.estimator;
  }

  /** Frees the estimator, also one that is still loading. */
  release(): void {
    const { kept } = this;
    this.kept = null;
    if (kept === null) return;
    kept.loading.abort();
    void kept.estimator.then(
      (estimator) => estimator.dispose(),
      () => undefined,
    );
  }

  private async create(settings: EstimatorSettings, signal: AbortSignal): Promise<Estimator> {
    const { createEstimator } = await loadLibrary();
    signal.throwIfAborted();
    const { assets, attributes, backend, model } = settings;
    const whileKept = <Given>(hear: (given: Given) => void) => {
      return (given: Given) => {
        if (!signal.aborted) hear(given);
      };
    };
    const estimator = await createEstimator({
      ...(assets === null ? {} : { assets }),
      attributes,
      backend,
      model,
      onProgress: whileKept(this.options.onProgress),
      onRecovered: whileKept(this.options.onRecovered),
      signal,
    });
    if (!signal.aborted) this.options.onReady(estimator.info);
    return estimator;
  }
}
