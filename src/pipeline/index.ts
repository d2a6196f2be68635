export type { Wishes } from './face-estimate.ts';
export { estimateFaces, estimatePhoto, type PhotoHelper, readPhoto } from './photo.ts';
export { type FoundFace, modelIdentity, Pipeline } from './pipeline.ts';
export { WatchedFaces } from './watched-faces.ts';
export { withhold } from './withhold.ts';
