export { faceEstimate, type Wishes } from './face-estimate.ts';
export type { FaceReading } from './face-reading.ts';
export { estimateFaces, estimatePhoto, type PhotoHelper, type ReadFace, readPhoto } from './photo.ts';
export { type FoundFace, modelIdentity, Pipeline } from './pipeline.ts';
export { WatchedFaces } from './watched-faces.ts';
export { withhold } from './withhold.ts';
