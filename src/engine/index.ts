export {
  createEstimator,
  type EstimateOptions,
  type Estimator,
  type EstimatorOptions,
  type WatchOptions,
} from './estimator.ts';
export type { WatchUpdate } from './watch.ts';
