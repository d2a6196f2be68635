export { type CropShape, cropFace, cropToFrame, neededBox } from './align-face.ts';
export type { Pixels } from './warp.ts';
