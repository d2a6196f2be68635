export { detectInPhoto, type SearchEffort } from './detect-faces.ts';
export { Detector, type DetectorOptions } from './detector.ts';
export type { MediapipeDetector } from './mediapipe-detector.ts';
export { assertMediapipeRuns, expectMediapipe, loadMediapipe } from './mediapipe-files.ts';
export type { DetectInRegions, OpenPhoto, RegionFace } from './region-faces.ts';
export type { Region } from './regions.ts';
export { ScaledPicture } from './scaled-picture.ts';
export { intersectionOverMinimum, isSameFace } from './suppression.ts';
