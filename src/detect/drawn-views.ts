import { FaceCurveError } from '../errors.ts';
import { MID_GREY } from '../pixels.ts';
import type { Region } from './regions.ts';
import { takeEverySecond } from './scale-pixels.ts';
import { VIEW_SIDE } from './view-detector.ts';

/** Side at which a region is drawn; of a picture as large as this MediaPipe would leave out every second pixel. */
const DRAWN_SIDE = 2 * VIEW_SIDE;
const GREY = `rgb(${MID_GREY}, ${MID_GREY}, ${MID_GREY})`;

/** Views of a video's frames as the browser scales them: fast, and a little different in each engine. Owns one canvas. */
export class DrawnViews {
  private readonly context: OffscreenCanvasRenderingContext2D;

  constructor() {
    const context = new OffscreenCanvas(DRAWN_SIDE, DRAWN_SIDE).getContext('2d', {
      willReadFrequently: true,
    });
    if (context === null) throw new FaceCurveError('detector-failed', 'The browser gives no 2D canvas.');
    this.context = context;
  }

  view(bitmap: ImageBitmap | VideoFrame, region: Region): ImageData {
    const scale = DRAWN_SIDE / region.size;
    const { context } = this;
    context.fillStyle = GREY;
    context.fillRect(0, 0, DRAWN_SIDE, DRAWN_SIDE);
    context.imageSmoothingQuality = 'medium';
    context.setTransform(scale, 0, 0, scale, -region.x * scale, -region.y * scale);
    context.drawImage(bitmap, 0, 0);
    context.resetTransform();
    const view = new ImageData(VIEW_SIDE, VIEW_SIDE);
    takeEverySecond(context.getImageData(0, 0, DRAWN_SIDE, DRAWN_SIDE), view);
    return view;
  }
}
