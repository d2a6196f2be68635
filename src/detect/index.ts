export { BlazeFace } from './blaze-face.ts';
export {
  type DetectInRegions,
  detectInPhoto,
  type RegionFace,
  type SearchEffort,
} from './detect-faces.ts';
export { Detector } from './detector.ts';
export { expectDetector, loadDetector } from './detector-files.ts';
export type { Region } from './regions.ts';
export { ScaledPicture } from './scaled-picture.ts';
export { intersectionOverMinimum, isSameFace } from './suppression.ts';
