export { unlessAborted } from './abort.ts';
export { type Camera, type CameraChoice, openCamera } from './camera.ts';
export { type CameraDevice, type CameraFacing, listCameras } from './camera-list.ts';
export { assertOffscreenCanvas } from './drawing-surface.ts';
export { decodeImage, type ImageSource, isDecoded, type LoadedSource } from './frame.ts';
export { loadPicture } from './load-picture.ts';
export { pixelFrame } from './pixel-frame.ts';
export { PixelReader, pixelsAreTrue } from './read-pixels.ts';
export { Turns } from './turns.ts';
