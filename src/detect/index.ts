export { BlazeFace, type BlazeFaceFiles } from './blaze-face.ts';
export { detectFaces, type SearchEffort } from './detect-faces.ts';
export { ScaledPicture } from './scaled-picture.ts';
export { overlap } from './suppression.ts';
