import type { FaceEstimate } from '../index.ts';
import { drawExplanation, type PictureSize } from '../view/index.ts';
import { pageElement } from './page-elements.ts';

/** The overlay that shows where on a face the network looks, with its button: off until it is switched on. */
export class WhereItLooks {
  private readonly stage = pageElement('stage', HTMLElement);
  private readonly overlay = pageElement('explanation', HTMLCanvasElement);
  private readonly button = pageElement('where', HTMLButtonElement);
  private readonly note = pageElement('where-note', HTMLElement);
  private shown: Parameters<WhereItLooks['show']> | null = null;

  constructor() {
    this.button.addEventListener('click', () => {
      this.button.setAttribute('aria-pressed', String(!this.isOn));
      this.draw();
    });
  }

  show(faces: readonly FaceEstimate[], picture: PictureSize, isMirrored: boolean): void {
    this.shown = [faces, picture, isMirrored];
    this.draw();
  }

  /** There is no face to show it on. */
  hide(): void {
    this.shown = null;
    this.draw();
  }

  private get isOn(): boolean {
    return this.button.getAttribute('aria-pressed') === 'true';
  }

  private draw(): void {
    const [faces = [], picture, isMirrored = false] = this.shown ?? [];
    const isKnown = faces.some(({ explanation }) => explanation?.age instanceof Float32Array);
    const isShown = isKnown && this.isOn;
    this.button.hidden = !isKnown;
    this.note.hidden = !isShown;
    this.stage.toggleAttribute('data-explained', isShown);
    if (!isShown || picture === undefined) return;
    this.overlay.style.scale = isMirrored ? '-1 1' : '';
    drawExplanation(this.overlay, faces, picture);
  }
}
