import type { Box, FaceEstimate, Frame } from '../index.ts';
import { FaceMarks, type PictureSize, type Sentences } from '../view/index.ts';
import { fitPicture, showsAll } from './fit-picture.ts';
import { pageElement } from './page-elements.ts';

/** Pixels of the longer side of what is shown; faces are looked for in the whole picture. */
const MOST_SHOWN = 2048;

export interface StageOptions {
  readonly sentences: Sentences;
  readonly onSelect: (index: number) => void;
}

/** The place of the picture or the camera's mirror, with the marks of the faces on it. */
export class Stage {
  private readonly stage = pageElement('stage', HTMLElement);
  private readonly layer = pageElement('picture', HTMLElement);
  private readonly canvas = pageElement('photo', HTMLCanvasElement);
  private readonly tag = pageElement('tag', HTMLElement);
  private readonly marks: FaceMarks;
  readonly video = pageElement('mirror', HTMLVideoElement);
  private picture: PictureSize | null = null;
  private boxes: readonly Box[] = [];
  private fit: Box | null = null;

  constructor(options: StageOptions) {
    this.marks = new FaceMarks(options);
    this.layer.append(this.marks.element);
    new ResizeObserver(() => this.lay(true)).observe(this.stage);
  }

  get isMirrored(): boolean {
    return this.stage.dataset.holds === 'video';
  }

  showPhoto({ bitmap, width, height }: Frame): void {
    this.clear();
    const scale = Math.min(1, MOST_SHOWN / Math.max(width, height));
    this.canvas.width = Math.max(1, Math.round(width * scale));
    this.canvas.height = Math.max(1, Math.round(height * scale));
    const context = this.canvas.getContext('2d');
    if (context !== null) {
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0, this.canvas.width, this.canvas.height);
    }
    this.hold('photo', { width, height });
  }

  /** Shows the camera's stream as in a mirror; resolves when its first frame is there. */
  async showVideo(stream: MediaStream): Promise<void> {
    this.clear();
    this.video.srcObject = stream;
    await this.video.play();
    this.hold('video', { width: this.video.videoWidth, height: this.video.videoHeight });
  }

  /** @param picture size of the picture that the boxes refer to; a camera's changes when the device is turned */
  showFaces(faces: readonly FaceEstimate[], selected: number, picture: PictureSize): void {
    const isTurned = picture.width !== this.picture?.width || picture.height !== this.picture.height;
    this.picture = picture;
    this.boxes = faces.map(({ box }) => box);
    this.marks.update({ boxes: this.boxes, selected, picture, isMirrored: this.isMirrored });
    // A photo is laid out once for its faces; a video only when one would be out of view, so that it does not swim.
    this.lay(isTurned || !this.isMirrored);
  }

  showTag(text: string): void {
    this.tag.textContent = text;
    this.tag.hidden = text === '';
  }

  clear(): void {
    this.video.srcObject = null;
    this.picture = null;
    this.fit = null;
    this.boxes = [];
    this.marks.update({ boxes: [], selected: 0, picture: { width: 1, height: 1 }, isMirrored: false });
    this.showTag('');
    this.stage.dataset.holds = 'nothing';
  }

  /** A square of the shown picture around the box, as large as the canvas. */
  drawCrop(canvas: HTMLCanvasElement, { x, y, width, height }: Box): void {
    const context = canvas.getContext('2d');
    if (context === null || this.picture === null) return;
    const source = this.isMirrored ? this.video : this.canvas;
    const scale = this.isMirrored ? 1 : this.canvas.width / this.picture.width;
    const side = 1.35 * Math.max(width, height);
    const left = (x + width / 2 - side / 2) * scale;
    const top = (y + height / 2 - 0.55 * side) * scale;
    context.setTransform(this.isMirrored ? -1 : 1, 0, 0, 1, this.isMirrored ? canvas.width : 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(source, left, top, side * scale, side * scale, 0, 0, canvas.width, canvas.height);
  }

  private hold(what: 'photo' | 'video', picture: PictureSize): void {
    this.picture = picture;
    this.stage.dataset.holds = what;
    this.lay(true);
  }

  private lay(isAnew: boolean): void {
    const { picture, boxes } = this;
    if (picture === null) return;
    const size = { width: this.stage.clientWidth, height: this.stage.clientHeight };
    const faces = this.isMirrored ? boxes.map((box) => mirrored(box, picture)) : boxes;
    const isKept = !isAnew && this.fit !== null && showsAll(picture, size, { fit: this.fit, faces });
    if (!isKept) this.fit = fitPicture(picture, size, faces);
    if (this.fit === null) return;
    const { style } = this.layer;
    style.translate = `${this.fit.x}px ${this.fit.y}px`;
    style.width = `${this.fit.width}px`;
    style.height = `${this.fit.height}px`;
  }
}

function mirrored(box: Box, { width }: PictureSize): Box {
  return { ...box, x: width - box.x - box.width };
}
