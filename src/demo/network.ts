import { type BackendChoice, createEstimator, type Estimator } from '../index.ts';
import { LoadingProgress, type LoadingView } from '../view/index.ts';

export interface NetworkOptions {
  readonly onProgress: (view: LoadingView) => void;
  /** Times of the worker's requests, see `createEstimator`. */
  readonly onRequests: (times: readonly number[]) => void;
}

/** Loads the estimator for the page. @throws FaceCurveError as `createEstimator` */
export function loadNetwork({ onProgress, onRequests }: NetworkOptions): Promise<Estimator> {
  const progress = new LoadingProgress();
  return createEstimator({
    // Its files would count in the figure of requests since loading.
    secondWorker: false,
    backend: backendInAddress(),
    attributes: ['age', 'attractiveness'],
    onRequests,
    onProgress: (update) => onProgress(progress.update(update)),
  });
}

/** `?backend=` forces one; what it may be is checked where it is used. */
function backendInAddress(): BackendChoice {
  return (new URLSearchParams(location.search).get('backend') ?? 'auto') as BackendChoice;
}
