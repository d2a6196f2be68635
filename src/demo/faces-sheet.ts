import type { Box, FaceEstimate } from '../index.ts';
import type { FacePlace, ToolWords, Words } from '../languages/index.ts';
import { htmlElement, SmallHistogram, setAttributes } from '../view/index.ts';
import { pageElement } from './page-elements.ts';

export interface FacesSheetOptions {
  readonly words: Words;
  readonly ageRange: ToolWords['age']['range'];
  readonly onSelect: (index: number) => void;
  /** Draws the part of the picture inside the box. */
  readonly drawCrop: (canvas: HTMLCanvasElement, box: Box) => void;
}

/** The list of faces if a picture has several: small curves on one scale. The chosen face is shown large in the age sheet. */
export class FacesSheet {
  private readonly options: FacesSheetOptions;
  private readonly sheet = pageElement('faces-sheet', HTMLElement);
  private readonly list = pageElement('faces-list', HTMLElement);
  private cards: FaceCard[] = [];

  constructor(options: FacesSheetOptions) {
    this.options = options;
  }

  /** Hides the list for a single face, which the age sheet shows. */
  show(faces: readonly FaceEstimate[], selected: number): void {
    const count = faces.length > 1 ? faces.length : 0;
    this.sheet.hidden = count === 0;
    pageElement('faces-heading', HTMLElement).textContent = this.options.words.faces(count);
    if (count !== this.cards.length) this.makeCards(count);
    this.cards.forEach((card, index) => {
      const face = faces[index];
      if (face !== undefined) card.show(face, { number: index + 1, count }, index === selected);
    });
  }

  /** Makes cards only when their number changes, so that a card can be clicked while a video runs. */
  private makeCards(count: number): void {
    this.cards = Array.from({ length: count }, (_, index) => {
      const card = new FaceCard(this.options);
      card.element.addEventListener('click', () => {
        this.options.onSelect(index);
        // In a long list the large curve may be out of view.
        pageElement('age-sheet', HTMLElement).scrollIntoView({ block: 'nearest' });
      });
      return card;
    });
    this.list.replaceChildren(...this.cards.map(({ element }) => htmlElement('li', {}, element)));
  }
}

const THUMBNAIL = 80;
const SMALL_CURVE = { width: 152, height: 32 };

/** One face with its number and its small curve, as a button. */
class FaceCard {
  private readonly options: FacesSheetOptions;
  private readonly crop = htmlElement('canvas', {
    width: THUMBNAIL,
    height: THUMBNAIL,
    'aria-hidden': 'true',
  });
  private readonly name = htmlElement('span', { class: 'visually-hidden' });
  private readonly age = htmlElement('span', { class: 'face-card-age' });
  private readonly range = htmlElement('span', { class: 'face-card-range' });
  private readonly number = htmlElement('span', { class: 'face-card-number', 'aria-hidden': 'true' });
  private readonly curve = new SmallHistogram('age', SMALL_CURVE);
  readonly element = htmlElement(
    'button',
    { type: 'button', class: 'face-card' },
    this.crop,
    this.name,
    this.age,
    this.number,
    this.range,
    this.curve.element,
  );

  constructor(options: FacesSheetOptions) {
    this.options = options;
  }

  show({ age, box, quality }: FaceEstimate, place: FacePlace, isSelected: boolean): void {
    const { words, ageRange, drawCrop } = this.options;
    const curve = 'withheld' in age ? null : age;
    setAttributes(this.element, { 'aria-pressed': String(isSelected) });
    drawCrop(this.crop, box);
    this.number.textContent = words.number(place.number);
    this.name.textContent = curve === null ? words.face(place) : words.looksAbout(place);
    this.age.textContent = curve === null ? '?' : words.years(curve);
    this.range.textContent = curve === null ? words.qualityTag(quality.reasons) : ageRange(curve);
    this.curve.draw(curve);
  }
}
