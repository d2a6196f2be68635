import { FaceCurveError } from '../errors.ts';
import { cutOut, fillFromStrips, freePixels, layOnGrey, type Pixels } from '../pixels.ts';
import type { Box, Frame } from '../types.ts';

/** Frames of up to so many pixels (16 MB) are kept in memory whole, next to their bitmap. */
const LARGEST_HELD = 1 << 22;
/** Frames of up to so many pixels (8 MB) are read at once, which is faster than in strips. */
const LARGEST_READ_AT_ONCE = 1 << 21;
/** A canvas of more pixels (2 MB) is not kept, but for boxes that need it. */
const LARGEST_KEPT = 1 << 19;

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

  /** Does work that reads many parts of a frame. A frame that is not too large is read once, as a whole. */
  async whileHeld<Result>(frame: Frame, work: () => Promise<Result>): Promise<Result> {
    if (frame.width * frame.height > LARGEST_HELD) return work();
    const held = { frame, pixels: this.readWhole(frame) };
    this.held = held;
    try {
      return await work();
    } finally {
      if (this.held === held) this.held = null;
      freePixels(held.pixels);
    }
  }

  /** All pixels of the frame where they are in memory, so that its bitmap is no longer needed. */
  heldPixels(frame: Frame): Pixels | null {
    return this.held?.frame === frame ? this.held.pixels : null;
  }

  /**
   * The opaque pixels of a whole-numbered box of the frame, unscaled: scaling differs between engines, so align and detect
   * scale by themselves. Transparent pixels are laid on grey.
   */
  read(frame: Frame, box: Box): Pixels {
    const held = this.heldPixels(frame);
    return held === null ? this.readFromBrowser(frame, box) : cutOut(held, box);
  }

  private readWhole(frame: Frame): Pixels {
    const { width, height } = frame;
    const whole = { x: 0, y: 0, width, height };
    const read = (box: Box) => this.readFromBrowser(frame, box);
    if (width * height <= LARGEST_READ_AT_ONCE) return read(whole);
    const pixels = { data: new Uint8ClampedArray(width * height * 4), width, height };
    fillFromStrips(pixels, read, whole, { multiple: 1, reduce: (strip) => strip });
    return pixels;
  }

  private readFromBrowser(frame: Frame, box: Box): Pixels {
    this.fitCanvas(box);
    this.context.clearRect(0, 0, box.width, box.height);
    this.context.drawImage(frame.bitmap, box.x, box.y, box.width, box.height, 0, 0, box.width, box.height);
    const pixels = this.context.getImageData(0, 0, box.width, box.height);
    layOnGrey(pixels);
    return pixels;
  }

  private fitCanvas({ width, height }: Box): void {
    const { canvas } = this.context;
    if (canvas.width >= width && canvas.height >= height) return;
    const both = { width: Math.max(canvas.width, width), height: Math.max(canvas.height, height) };
    Object.assign(canvas, both.width * both.height <= LARGEST_KEPT ? both : { width, height });
  }
}

/**
 * Whether a canvas returns the pixels that were drawn. The fingerprinting protection of some browsers scrambles them, and
 * every estimate from such pixels would be wrong.
 */
export function pixelsAreTrue(): boolean {
  const context = new OffscreenCanvas(16, 16).getContext('2d', { willReadFrequently: true });
  if (context === null) return false;
  context.fillStyle = 'rgb(200, 100, 50)';
  context.fillRect(0, 0, 16, 16);
  const { data } = context.getImageData(0, 0, 16, 16);
  return data.every((value, index) => value === [200, 100, 50, 255][index % 4]);
}
