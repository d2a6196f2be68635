import type { Words } from '../languages/index.ts';
import type { Box, PictureSize } from '../types.ts';
import { htmlElement, setAttributes, svgElement } from './create-element.ts';

/** A rectangle in percent of the picture that it lies on. */
export interface MarkPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Distance of marks from the picture's edges, in percent: the box of a face at the edge reaches beyond the picture. */
const EDGE = 1.5;

/** Places the marks of a face on a picture of any displayed size, mirrored if the picture is. */
export function markPlace(box: Box, picture: PictureSize, isMirrored: boolean): MarkPlace {
  const x = isMirrored ? picture.width - box.x - box.width : box.x;
  const within = (percent: number) => Math.min(100 - EDGE, Math.max(EDGE, percent));
  const left = within((100 * x) / picture.width);
  const top = within((100 * box.y) / picture.height);
  return {
    left,
    top,
    width: within((100 * (x + box.width)) / picture.width) - left,
    height: within((100 * (box.y + box.height)) / picture.height) - top,
  };
}

export interface FaceMarksOptions {
  readonly words: Words;
  readonly onSelect: (index: number) => void;
  /** Whether faces can be chosen here with the keyboard; else a list next to the picture offers the choice. */
  readonly withKeyboard?: boolean;
}

export interface MarkedFaces {
  readonly boxes: readonly Box[];
  readonly selected: number;
  readonly picture: PictureSize;
  readonly isMirrored: boolean;
}

/**
 * Four corner marks around each face, on an element that covers the picture. Several faces carry their number and can be
 * chosen. For the keyboard the chosen face is one tab stop, and the arrow keys go from face to face.
 */
export class FaceMarks {
  readonly element = htmlElement('div', { class: 'face-marks', part: 'marks' });
  private readonly options: FaceMarksOptions;
  private words: Words;
  private marks: HTMLElement[] = [];

  constructor(options: FaceMarksOptions) {
    this.options = options;
    this.words = options.words;
    this.element.addEventListener('keydown', (event) => this.onKey(event));
  }

  setWords(words: Words): void {
    this.words = words;
    this.marks.forEach((mark, index) => this.name(mark, index));
  }

  /** Moves the existing marks, so that a mark can be clicked while a video runs. */
  update({ boxes, selected, picture, isMirrored }: MarkedFaces): void {
    if (boxes.length !== this.marks.length) {
      this.marks = boxes.map((_, index) => this.create(index, boxes.length));
      this.element.replaceChildren(...this.marks);
      setAttributes(this.element, {
        role: boxes.length > 1 ? 'group' : undefined,
        'aria-label': boxes.length > 1 ? this.words.facesLabel : undefined,
      });
    }
    boxes.forEach((box, index) => {
      const mark = this.marks[index];
      if (mark === undefined) return;
      const place = markPlace(box, picture, isMirrored);
      for (const side of ['left', 'top', 'width', 'height'] as const) mark.style[side] = `${place[side]}%`;
      if (boxes.length === 1) return;
      const isStop = index === selected && this.options.withKeyboard === true;
      setAttributes(mark, { 'aria-pressed': String(index === selected), tabindex: isStop ? 0 : -1 });
    });
  }

  private onKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const focused = this.marks.findIndex((mark) => mark.matches(':focus'));
    if (step === undefined || focused < 0) return;
    event.preventDefault();
    const next = (focused + step + this.marks.length) % this.marks.length;
    this.options.onSelect(next);
    this.marks[next]?.focus();
  }

  private create(index: number, count: number): HTMLElement {
    const corners = svgElement(
      'svg',
      { viewBox: '0 0 100 100', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svgElement('path', { class: 'shade', d: CORNERS }),
      svgElement('path', { d: CORNERS }),
    );
    if (count === 1) return htmlElement('div', { class: 'face-mark' }, corners);
    const number = htmlElement('span', { class: 'face-number' }, this.words.number(index + 1));
    const button = htmlElement('button', { class: 'face-mark', type: 'button' }, corners, number);
    this.name(button, index, count);
    button.addEventListener('click', () => this.options.onSelect(index));
    return button;
  }

  private name(mark: HTMLElement, index: number, count = this.marks.length): void {
    if (count > 1) setAttributes(mark, { 'aria-label': this.words.face({ number: index + 1, count }) });
  }
}

/** Length of a corner mark along a side, and its radius, in percent. */
const REACH = 15;
const ROUND = 6;

/** Path of the marks, in percent of the box. */
export const CORNERS = [
  corner(0, 0, 1, 1),
  corner(100, 0, -1, 1),
  corner(100, 100, -1, -1),
  corner(0, 100, 1, -1),
].join('');

/** @param inX direction from the corner into the square, as is `inY` */
function corner(x: number, y: number, inX: number, inY: number): string {
  const bend = `V${y + inY * ROUND}Q${x} ${y} ${x + inX * ROUND} ${y}`;
  return `M${x} ${y + inY * REACH}${bend}H${x + inX * REACH}`;
}
