export { type CropShape, cropFace, cropToFrame, neededBox } from './align-face.ts';
export { OUTSIDE, type Pixels } from './warp.ts';
