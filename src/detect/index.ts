export { BlazeFace, type BlazeFaceFiles } from './blaze-face.ts';
export {
  detectInPhoto,
  detectInVideo,
  followFaces,
  type Look,
  lookExactly,
  type SearchEffort,
  type Sighting,
} from './detect-faces.ts';
export type { Region } from './regions.ts';
export { ScaledPicture } from './scaled-picture.ts';
export { isSameFace, overlap } from './suppression.ts';
