import { FaceCurveError } from '../errors.ts';
import type { Box, Frame } from '../types.ts';

/** Reads parts of frames through one canvas that is kept for the next frame. */
export class PixelReader {
  private readonly context: OffscreenCanvasRenderingContext2D;

  constructor() {
    const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (context === null) {
      throw new FaceCurveError('internal', 'The browser gives no 2D canvas.', {
        remedy: 'Close other pages that draw much, or restart the browser.',
      });
    }
    this.context = context;
  }

  /** The pixels of a whole-numbered box of the frame, unscaled (scaling differs between engines; ours is in align). */
  read(frame: Frame, box: Box): ImageData {
    const { canvas } = this.context;
    if (canvas.width < box.width || canvas.height < box.height) {
      canvas.width = Math.max(canvas.width, box.width);
      canvas.height = Math.max(canvas.height, box.height);
    }
    this.context.clearRect(0, 0, box.width, box.height);
    this.context.drawImage(frame.bitmap, box.x, box.y, box.width, box.height, 0, 0, box.width, box.height);
    return this.context.getImageData(0, 0, box.width, box.height);
  }
}

/**
 * Whether what is drawn on a canvas is read back unchanged. Fingerprinting protection of some browsers scrambles it,
 * and every number that came out of such pixels would be false.
 */
export function pixelsAreTrue(): boolean {
  const context = new OffscreenCanvas(16, 16).getContext('2d', { willReadFrequently: true });
  if (context === null) return false;
  context.fillStyle = 'rgb(200, 100, 50)';
  context.fillRect(0, 0, 16, 16);
  const { data } = context.getImageData(0, 0, 16, 16);
  return data.every((value, index) => value === [200, 100, 50, 255][index % 4]);
}
