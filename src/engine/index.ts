export {
  createEstimator,
  type EstimateOptions,
  type Estimator,
  type EstimatorOptions,
  type WatchOptions,
} from './estimator.ts';
export { readFace, type SavedFace } from './saved-face.ts';
export type { WatchUpdate } from './watch.ts';
