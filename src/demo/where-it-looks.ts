import type { FaceEstimate, PictureSize } from '../index.ts';
import { drawExplanation } from '../view/index.ts';
import { pageElement } from './page-elements.ts';

/** The overlay that shows where on a face the network looks, with the button that turns it on and off. */
export class WhereItLooks {
  private readonly stage = pageElement('stage', HTMLElement);
  private readonly overlay = pageElement('explanation', HTMLCanvasElement);
  private readonly button = pageElement('where', HTMLButtonElement);
  private readonly note = pageElement('where-note', HTMLElement);
  private faces: readonly FaceEstimate[] = [];
  private picture: PictureSize = { width: 1, height: 1 };
  private isOn = false;

  constructor() {
    this.button.addEventListener('click', () => {
      this.isOn = !this.isOn;
      this.draw();
    });
  }

  /** @param faces none hides the overlay and its button */
  show(faces: readonly FaceEstimate[], picture: PictureSize): void {
    this.faces = faces;
    this.picture = picture;
    this.draw();
  }

  private draw(): void {
    const { faces, isOn } = this;
    const isKnown = faces.some(({ explanation }) => explanation?.age instanceof Float32Array);
    const isShown = isKnown && isOn;
    this.button.setAttribute('aria-pressed', String(isOn));
    this.button.hidden = !isKnown;
    this.note.hidden = !isShown;
    this.stage.toggleAttribute('data-explained', isShown);
    if (!isShown) return;
    drawExplanation(this.overlay, faces, this.picture);
  }
}
