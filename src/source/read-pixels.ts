import { FaceCurveError } from '../errors.ts';
import { cutOut, layOnGrey, type Pixels } from '../pixels.ts';
import type { Box, Frame } from '../types.ts';

/** Pixels of a frame that may be whole in memory beside its bitmap: 16 MB. */
const LARGEST_HELD = 1 << 22;

/** Reads parts of frames through one canvas that is kept for the next frame. */
export class PixelReader {
  private readonly context: OffscreenCanvasRenderingContext2D;
  private held: { readonly frame: Frame; readonly pixels: Pixels } | null = null;

  constructor() {
    const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (context === null) {
      throw new FaceCurveError('internal', 'The browser gives no 2D canvas.', {
        remedy: 'Close other pages that draw much, or restart the browser.',
      });
    }
    this.context = context;
  }

  /** Does work that reads many parts of a frame: a frame that is not too large is read whole, and once. */
  async whileHeld<Result>(frame: Frame, work: () => Promise<Result>): Promise<Result> {
    if (frame.width * frame.height > LARGEST_HELD) return work();
    const held = { frame, pixels: this.readFromBrowser(frame, wholeOf(frame)) };
    this.held = held;
    try {
      return await work();
    } finally {
      if (this.held === held) this.held = null;
    }
  }

  /** Whether the frame's bitmap is not needed any more, since its pixels are in memory. */
  holds(frame: Frame): boolean {
    return this.held?.frame === frame;
  }

  /**
   * The opaque pixels of a whole-numbered box of the frame, unscaled (scaling differs between engines; ours is in align and
   * detect); what is transparent lies on grey.
   */
  read(frame: Frame, box: Box): Pixels {
    return this.held?.frame === frame ? cutOut(this.held.pixels, box) : this.readFromBrowser(frame, box);
  }

  private readFromBrowser(frame: Frame, box: Box): Pixels {
    const { canvas } = this.context;
    if (canvas.width < box.width || canvas.height < box.height) {
      canvas.width = Math.max(canvas.width, box.width);
      canvas.height = Math.max(canvas.height, box.height);
    }
    this.context.clearRect(0, 0, box.width, box.height);
    this.context.drawImage(frame.bitmap, box.x, box.y, box.width, box.height, 0, 0, box.width, box.height);
    const pixels = this.context.getImageData(0, 0, box.width, box.height);
    layOnGrey(pixels);
    return pixels;
  }
}

function wholeOf({ width, height }: Frame): Box {
  return { x: 0, y: 0, width, height };
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
