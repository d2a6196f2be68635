import { FaceCurveError, isAbort, toFaceCurveError } from '../errors.ts';
import type { FaceEstimate } from '../index.ts';
import type {
  LookedAt,
  LookedAtList,
  Outcome,
  PictureSource,
  Session,
  SessionLibrary,
} from '../session/index.ts';
import type { BitmapFrame, Box } from '../types.ts';
import { mainFace } from '../view/index.ts';
import { isVideo } from './is-video.ts';

export interface LookBehindOptions {
  readonly session: Session;
  readonly library: Pick<SessionLibrary, 'decodeImage'>;
  readonly list: LookedAtList<PictureSource>;
  readonly canvasOf: (id: number) => HTMLCanvasElement | undefined;
  readonly onLooked: () => void;
}

/** Looks at the pictures of the row one after another, and at the first frames of its videos, behind the one that is shown. */
export class LookBehind {
  private readonly options: LookBehindOptions;
  private isLooking = false;

  constructor(options: LookBehindOptions) {
    this.options = options;
  }

  /** Goes on where a picture was not looked at yet, once the notice was read: what was seen stands in the row. */
  async lookOn(): Promise<void> {
    if (this.isLooking || !this.options.session.notice.isRead) return;
    this.isLooking = true;
    for (let next = this.next(); next !== undefined; next = this.next()) {
      const outcome = await this.look(next);
      if (outcome === null) break;
      this.options.list.note(next.id, outcome);
      this.options.onLooked();
    }
    this.isLooking = false;
  }

  private next(): LookedAt<PictureSource> | undefined {
    return this.options.list.own.find(({ outcome }) => outcome === null);
  }

  /** Null where the estimator is gone, for whatever reason: the next change of the row begins again. */
  private async look({ id, source }: LookedAt<PictureSource>): Promise<Outcome | null> {
    const { session, library, canvasOf } = this.options;
    try {
      const frame = await (isVideo(source) ? firstFrame(source, library) : library.decodeImage(source));
      try {
        const faces = await (await session.estimator()).estimate(frame);
        const face = faces[mainFace(faces)];
        const canvas = canvasOf(id);
        if (canvas !== undefined) drawSmall(canvas, frame, face?.box);
        return outcomeOf(face);
      } finally {
        frame.bitmap.close();
      }
    } catch (error) {
      if (isAbort(error) || session.loading === 'failed') return null;
      return { kind: 'failed', error: toFaceCurveError(error) };
    }
  }
}

/** @throws FaceCurveError `image-unsupported` for a video that the browser cannot play */
async function firstFrame(file: Blob, { decodeImage }: LookBehindOptions['library']): Promise<BitmapFrame> {
  const video = document.createElement('video');
  const address = URL.createObjectURL(file);
  video.muted = true;
  video.preload = 'auto';
  video.src = address;
  try {
    await new Promise((resolve, reject) => {
      video.addEventListener('loadeddata', resolve);
      video.addEventListener('error', () => reject(new FaceCurveError('image-unsupported', 'No video.')));
    });
    return await decodeImage(video);
  } finally {
    video.removeAttribute('src');
    URL.revokeObjectURL(address);
  }
}

function outcomeOf(face: FaceEstimate | undefined): Outcome {
  if (face === undefined || 'withheld' in face.age) return { kind: 'none' };
  return { kind: 'curve', expectation: face.age.expectation };
}

/** Draws a square of the picture around the box, or its middle. */
function drawSmall(canvas: HTMLCanvasElement, { bitmap, width, height }: BitmapFrame, box?: Box): void {
  const least = Math.min(width, height);
  const side = box === undefined ? least : Math.min(least, 1.8 * Math.max(box.width, box.height));
  const middle =
    box === undefined
      ? { x: width / 2, y: height / 2 }
      : { x: box.x + box.width / 2, y: box.y + 0.45 * box.height };
  const left = Math.min(width - side, Math.max(0, middle.x - side / 2));
  const top = Math.min(height - side, Math.max(0, middle.y - side / 2));
  // The bitmap of a very large photo is smaller than the photo.
  const scale = bitmap.width / width;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.imageSmoothingQuality = 'high';
  const [x, y, size] = [left, top, side].map((value) => value * scale) as [number, number, number];
  context.drawImage(bitmap, x, y, size, size, 0, 0, canvas.width, canvas.height);
}
