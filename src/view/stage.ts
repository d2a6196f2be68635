import type { Words } from '../languages/index.ts';
import type { Box, FaceEstimate, PictureSize } from '../types.ts';
import { FaceMarks, type FaceMarksOptions } from './face-marks.ts';
import { fitPicture, showsAll } from './fit-picture.ts';
import { SizeWatch } from './size-watch.ts';

/** Longer side of the shown picture, in pixels; faces are searched in the full picture. */
const MOST_SHOWN = 2048;
/** An image has more pixels than its natural size says where `srcset` gives densities. */
const MOST_DENSITY = 4;
/** Also in a small place: the place may grow, and paper has more pixels than the screen. */
const LEAST_SHOWN = 640;

/** The elements of a stage; `layer` lies in `stage` and holds `canvas` and `video`. */
export interface StageParts {
  readonly stage: HTMLElement;
  readonly layer: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly video: HTMLVideoElement;
  readonly tag: HTMLElement;
}

interface ShownPhoto extends PictureSize {
  readonly bitmap: ImageBitmap | HTMLImageElement;
}

export interface StageOptions extends FaceMarksOptions {
  /** Least longer side of the shown picture, in pixels, for crops of its faces. */
  readonly leastShown?: number;
}

/** A video's file, or a stream such as a camera's. */
export type VideoSource = Blob | MediaStream;

/** The place of the picture or of the camera's video, with the marks of the faces on it. */
export class Stage {
  private readonly parts: StageParts;
  private readonly marks: FaceMarks;
  private readonly sizeWatch: SizeWatch;
  private readonly leastShown: number;
  private picture: PictureSize | null = null;
  private boxes: readonly Box[] = [];
  private fit: Box | null = null;
  private mirrored = true;
  /** Number of the newest change of what is shown. */
  private change = 0;
  private fileAddress: string | null = null;
  private holds: 'nothing' | 'photo' | 'video' = 'nothing';

  constructor(parts: StageParts, { leastShown = LEAST_SHOWN, ...options }: StageOptions) {
    this.parts = parts;
    this.leastShown = leastShown;
    this.marks = new FaceMarks(options);
    parts.layer.append(this.marks.element);
    this.sizeWatch = new SizeWatch(parts.stage, () => this.lay(true));
  }

  /** Call after a move to another document. */
  measure(): void {
    this.sizeWatch.begin();
    // A browser pauses a video that moves.
    if (this.isVideo && !(this.fileAddress !== null && this.video.ended))
      void this.video.play().catch(() => undefined);
  }

  get video(): HTMLVideoElement {
    return this.parts.video;
  }

  /** True if left and right are swapped on screen, as in a mirror. */
  get isMirrored(): boolean {
    return this.isVideo && this.mirrored;
  }

  private get isVideo(): boolean {
    return this.holds === 'video';
  }

  /** Mirrors the camera's video or not; the marks follow with the next faces. */
  setMirrored(mirrored: boolean): void {
    this.mirrored = mirrored;
    this.parts.video.toggleAttribute('data-mirrored', mirrored);
    this.lay(true);
  }

  setWords(words: Words): void {
    this.marks.setWords(words);
  }

  /** Resolves when the picture is shown, or something else is. What is given may be closed after the call. */
  async showPhoto({ bitmap, width, height }: ShownPhoto): Promise<void> {
    const change = this.begin();
    const { canvas } = this.parts;
    const isBitmap = 'close' in bitmap;
    const pixels = isBitmap ? bitmap : { width, height };
    const wanted = this.sideOf({ width, height }) / Math.max(pixels.width, pixels.height);
    const scale = Math.min(isBitmap ? 1 : MOST_DENSITY, wanted);
    const size = {
      width: Math.max(1, Math.round(pixels.width * scale)),
      height: Math.max(1, Math.round(pixels.height * scale)),
    };
    // A canvas that is drawn on holds several copies of its pixels, and for a while those of the whole picture.
    const shown = await createImageBitmap(bitmap, {
      resizeWidth: size.width,
      resizeHeight: size.height,
      resizeQuality: 'high',
    });
    if (change !== this.change) {
      shown.close();
      return;
    }
    this.clear();
    Object.assign(canvas, size);
    canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(shown);
    this.hold('photo', { width, height });
  }

  /** Plays a stream or a file; resolves when the first frame is there. */
  async showVideo(source: VideoSource, { mirrored = true } = {}): Promise<void> {
    this.clear();
    this.setMirrored(mirrored);
    const { video } = this.parts;
    if ('size' in source) {
      this.fileAddress = URL.createObjectURL(source);
      video.src = this.fileAddress;
    } else video.srcObject = source;
    await video.play();
    this.hold('video', { width: video.videoWidth, height: video.videoHeight });
  }

  /** @param picture size of the picture that the boxes refer to; for a camera it changes when the device is turned */
  showFaces(faces: readonly FaceEstimate[], selected: number, picture: PictureSize): void {
    const isTurned = picture.width !== this.picture?.width || picture.height !== this.picture.height;
    this.picture = picture;
    this.boxes = faces.map(({ box }) => box);
    this.marks.update({ boxes: this.boxes, selected, picture, isMirrored: this.isMirrored });
    // A photo is laid out once for its faces. A video moves only when a face would be out of view, so that it stays calm.
    this.lay(isTurned || !this.isVideo);
  }

  showTag(text: string): void {
    this.parts.tag.textContent = text;
    this.parts.tag.hidden = text === '';
  }

  clear(): void {
    this.begin();
    this.clearVideo();
    this.picture = null;
    this.fit = null;
    this.boxes = [];
    this.marks.update({ boxes: [], selected: 0, picture: { width: 1, height: 1 }, isMirrored: false });
    this.showTag('');
    this.setHolds('nothing');
  }

  private clearVideo(): void {
    const { video, fileAddress } = this;
    video.srcObject = null;
    if (fileAddress === null) return;
    this.fileAddress = null;
    video.removeAttribute('src');
    URL.revokeObjectURL(fileAddress);
  }

  /** Draws a square of the shown picture around the box, as large as the canvas. */
  drawCrop(canvas: HTMLCanvasElement, { x, y, width, height }: Box): void {
    const context = canvas.getContext('2d');
    if (context === null || this.picture === null) return;
    const source = this.isVideo ? this.video : this.parts.canvas;
    const scale = this.isVideo ? 1 : this.parts.canvas.width / this.picture.width;
    const { picture } = this;
    // The square stays within the picture: beyond it a face that fills the picture would get an empty border.
    const side = Math.min(1.35 * Math.max(width, height), picture.width, picture.height);
    const left = within(x + width / 2 - side / 2, picture.width - side) * scale;
    const top = within(y + height / 2 - 0.55 * side, picture.height - side) * scale;
    context.setTransform(this.isMirrored ? -1 : 1, 0, 0, 1, this.isMirrored ? canvas.width : 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(source, left, top, side * scale, side * scale, 0, 0, canvas.width, canvas.height);
  }

  /** As many pixels as the screen shows: a page of many elements keeps the pictures of all. */
  private sideOf(picture: PictureSize): number {
    const { clientWidth, clientHeight, ownerDocument } = this.parts.stage;
    if (clientWidth === 0) return MOST_SHOWN;
    const { width, height } = fitPicture(picture, { width: clientWidth, height: clientHeight }, []);
    const scale = ownerDocument.defaultView?.devicePixelRatio ?? 1;
    return Math.min(MOST_SHOWN, Math.max(this.leastShown, scale * width, scale * height));
  }

  private begin(): number {
    this.change++;
    return this.change;
  }

  private hold(what: 'photo' | 'video', picture: PictureSize): void {
    this.picture = picture;
    this.setHolds(what);
    this.lay(true);
  }

  private setHolds(holds: 'nothing' | 'photo' | 'video'): void {
    this.holds = holds;
    this.parts.stage.dataset.holds = holds;
  }

  private lay(mustFit: boolean): void {
    const { picture, boxes } = this;
    if (picture === null) return;
    const { stage, layer } = this.parts;
    const size = { width: stage.clientWidth, height: stage.clientHeight };
    const faces = this.isMirrored ? boxes.map((box) => mirrored(box, picture)) : boxes;
    const isKept = !mustFit && this.fit !== null && showsAll(picture, size, { fit: this.fit, faces });
    if (!isKept) this.fit = fitPicture(picture, size, faces);
    if (this.fit === null) return;
    // In shares of the stage, which has another size on paper and the same shape.
    stage.style.setProperty('--shape', `${size.width} / ${size.height}`);
    const { x, y, width, height } = this.fit;
    layer.style.left = `${(100 * x) / size.width}%`;
    layer.style.top = `${(100 * y) / size.height}%`;
    layer.style.width = `${(100 * width) / size.width}%`;
    layer.style.height = `${(100 * height) / size.height}%`;
  }
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

function mirrored(box: Box, { width }: PictureSize): Box {
  return { ...box, x: width - box.x - box.width };
}
