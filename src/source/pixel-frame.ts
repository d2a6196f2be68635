import type { Frame } from '../types.ts';

/** A frame whose coordinates are the bitmap's own pixels, as everything that looks at pixels needs it. */
export function pixelFrame(bitmap: ImageBitmap, time = 0): Frame {
  return { bitmap, width: bitmap.width, height: bitmap.height, time };
}
