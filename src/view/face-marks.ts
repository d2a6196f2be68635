import type { Box } from '../types.ts';
import { htmlElement, setAttributes, svgElement } from './create-element.ts';
import type { Sentences } from './sentences.ts';

/** A rectangle in percent of the picture that it lies on. */
export interface MarkPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Percent of the picture that marks keep from its edges: a face at the edge has a box that reaches beyond. */
const EDGE = 1.5;

/** Where the marks of a face lie on a picture of any displayed size, mirrored where the picture is. */
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
  readonly sentences: Sentences;
  readonly onSelect: (index: number) => void;
}

export interface MarkedFaces {
  readonly boxes: readonly Box[];
  readonly selected: number;
  readonly picture: PictureSize;
  readonly isMirrored: boolean;
}

/**
 * Four corner marks around each face, on an element that covers the picture. Several faces carry their number and can be
 * chosen; they are left out of the tab order, since the list of faces holds the same choice.
 */
export class FaceMarks {
  readonly element = htmlElement('div', { class: 'face-marks' });
  private readonly options: FaceMarksOptions;
  private marks: HTMLElement[] = [];

  constructor(options: FaceMarksOptions) {
    this.options = options;
  }

  /** Moves the marks that are there, so that one can be clicked while a video runs. */
  update({ boxes, selected, picture, isMirrored }: MarkedFaces): void {
    if (boxes.length !== this.marks.length) {
      this.marks = boxes.map((_, index) => this.create(index, boxes.length));
      this.element.replaceChildren(...this.marks);
    }
    boxes.forEach((box, index) => {
      const mark = this.marks[index];
      if (mark === undefined) return;
      const place = markPlace(box, picture, isMirrored);
      for (const side of ['left', 'top', 'width', 'height'] as const) mark.style[side] = `${place[side]}%`;
      if (boxes.length > 1) setAttributes(mark, { 'aria-pressed': String(index === selected) });
    });
  }

  private create(index: number, count: number): HTMLElement {
    const corners = svgElement(
      'svg',
      { viewBox: '0 0 100 100', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svgElement('path', { class: 'shade', d: CORNERS }),
      svgElement('path', { d: CORNERS }),
    );
    if (count === 1) return htmlElement('div', { class: 'face-mark' }, corners);
    const { sentences, onSelect } = this.options;
    const number = index + 1;
    const button = htmlElement(
      'button',
      { class: 'face-mark', type: 'button', tabindex: -1, 'aria-label': sentences.face({ number, count }) },
      corners,
      htmlElement('span', { class: 'face-number' }, sentences.number(number)),
    );
    button.addEventListener('click', () => onSelect(index));
    return button;
  }
}

/** Of 100: how far a corner mark reaches along a side, and its radius. */
const REACH = 15;
const ROUND = 6;

const CORNERS = [
  corner(0, 0, 1, 1),
  corner(100, 0, -1, 1),
  corner(100, 100, -1, -1),
  corner(0, 100, 1, -1),
].join('');

/** @param inX direction from the corner into the square, likewise `inY` */
function corner(x: number, y: number, inX: number, inY: number): string {
  const bend = `V${y + inY * ROUND}Q${x} ${y} ${x + inX * ROUND} ${y}`;
  return `M${x} ${y + inY * REACH}${bend}H${x + inX * REACH}`;
}
