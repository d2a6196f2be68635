import type { Box, FaceEstimate } from '../index.ts';
import { htmlElement, setAttributes, smallHistogram, type Words } from '../view/index.ts';
import { pageElement } from './page-elements.ts';

export interface FacesSheetOptions {
  readonly words: Words;
  readonly onSelect: (index: number) => void;
  /** Draws the part of the picture that the box frames. */
  readonly drawCrop: (canvas: HTMLCanvasElement, box: Box) => void;
}

const THUMBNAIL = 88;
const SMALL_CURVE = { width: 152, height: 32 };

/** All faces of a picture with several: small curves on one scale, of which one is chosen to be shown large. */
export class FacesSheet {
  private readonly options: FacesSheetOptions;
  private readonly sheet = pageElement('faces-sheet', HTMLElement);
  private readonly list = pageElement('faces-list', HTMLElement);
  private buttons: HTMLButtonElement[] = [];

  constructor(options: FacesSheetOptions) {
    this.options = options;
  }

  /** Nothing is shown for a single face, which has the large sheet to itself. */
  show(faces: readonly FaceEstimate[], selected: number): void {
    const count = faces.length > 1 ? faces.length : 0;
    this.sheet.hidden = count === 0;
    pageElement('faces-heading', HTMLElement).textContent = this.options.words.faces(count);
    if (count !== this.buttons.length) this.makeButtons(count);
    this.buttons.forEach((button, index) => {
      const face = faces[index];
      if (face === undefined) return;
      setAttributes(button, { 'aria-pressed': String(index === selected) });
      this.fill(button, face, index);
    });
  }

  /** The buttons stay while what is in them changes, so that one can be clicked while a video runs. */
  private makeButtons(count: number): void {
    this.buttons = Array.from({ length: count }, (_, index) => {
      const canvas = htmlElement('canvas', { width: THUMBNAIL, height: THUMBNAIL, 'aria-hidden': 'true' });
      const button = htmlElement(
        'button',
        { type: 'button', class: 'face-card' },
        canvas,
        htmlElement('span', { class: 'face-card-text' }),
        htmlElement('span', { class: 'face-card-curve' }),
      );
      button.addEventListener('click', () => this.options.onSelect(index));
      return button;
    });
    this.list.replaceChildren(...this.buttons.map((button) => htmlElement('li', {}, button)));
  }

  private fill(button: HTMLButtonElement, face: FaceEstimate, index: number): void {
    const { words, drawCrop } = this.options;
    const [canvas, text, curve] = button.children;
    if (!(canvas instanceof HTMLCanvasElement)) return;
    drawCrop(canvas, face.box);
    const number = htmlElement('span', { class: 'face-card-number' }, words.number(index + 1));
    if ('withheld' in face.age) {
      const reasons = words.qualityTag(face.quality.reasons);
      text?.replaceChildren(number, htmlElement('span', { class: 'quiet' }, reasons));
      curve?.replaceChildren();
      return;
    }
    text?.replaceChildren(
      number,
      htmlElement('span', { class: 'face-card-age' }, words.years(face.age)),
      htmlElement('span', { class: 'quiet' }, words.ageRange(face.age)),
    );
    curve?.replaceChildren(smallHistogram(face.age, 'age', SMALL_CURVE));
  }
}
