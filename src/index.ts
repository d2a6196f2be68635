export { LabelDistribution } from './distribution/index.ts';
export {
  createEstimator,
  type EstimateOptions,
  type Estimator,
  type EstimatorOptions,
  type WatchUpdate,
} from './engine/index.ts';
export { FaceCurveError, type FaceCurveErrorCode, isAbort } from './errors.ts';
export { type Camera, decodeImage, type ImageSource, openCamera } from './source/index.ts';
export type {
  Attribute,
  BackendChoice,
  BackendName,
  Box,
  DetectedFace,
  EstimatorInfo,
  FaceEstimate,
  Frame,
  Keypoints,
  LoadProgress,
  Point,
  Quality,
  QualityReason,
  Withheld,
} from './types.ts';
