export { difference, LabelDistribution, overlap, type SavedCurve } from './distribution/index.ts';
export { type DrawFacesOptions, drawFaces } from './drawing/index.ts';
export {
  createEstimator,
  type EstimateOptions,
  type Estimator,
  type EstimatorOptions,
  readFace,
  type SavedFace,
  type WatchOptions,
  type WatchUpdate,
} from './engine/index.ts';
export { FaceCurveError, type FaceCurveErrorCode, isAbort } from './errors.ts';
export {
  type Camera,
  type CameraChoice,
  type CameraDevice,
  type CameraFacing,
  decodeImage,
  type ImageSource,
  listCameras,
  openCamera,
} from './source/index.ts';
export type {
  Attribute,
  BackendChoice,
  BackendName,
  Box,
  DetectedFace,
  DetectorChoice,
  DetectorName,
  EstimatorInfo,
  Explanation,
  FaceEstimate,
  Frame,
  Keypoints,
  LoadProgress,
  ModelIdentity,
  ModelName,
  PictureSize,
  Point,
  Quality,
  QualityReason,
  SimilarityTransform,
  Withheld,
} from './types.ts';
