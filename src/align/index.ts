export { type CropShape, cropFace, cropToFrame, neededBox } from './align-face.ts';
