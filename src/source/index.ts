export { type Camera, openCamera } from './camera.ts';
export { decodeImage } from './decode.ts';
export { frameFrom, type ImageSource } from './frame.ts';
export { PixelReader, pixelsAreTrue } from './read-pixels.ts';
