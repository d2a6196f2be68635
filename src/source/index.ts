export { type Camera, type CameraChoice, openCamera } from './camera.ts';
export { type CameraDevice, type CameraFacing, listCameras } from './camera-list.ts';
export { assertOffscreenCanvas } from './drawing-surface.ts';
export { decodeImage, type ImageSource } from './frame.ts';
export { pixelFrame } from './pixel-frame.ts';
export { PixelReader, pixelsAreTrue } from './read-pixels.ts';
