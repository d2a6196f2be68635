export { createEstimator, type EstimateOptions, type Estimator, type EstimatorOptions } from './estimator.ts';
export type { WatchUpdate } from './watch.ts';
