export { BlazeFace, type BlazeFaceFiles } from './blaze-face.ts';
export { detectFaces, followFaces, type SearchEffort } from './detect-faces.ts';
export { isSameFace, overlap } from './suppression.ts';
