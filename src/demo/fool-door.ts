import type { FaceEstimate } from '../index.ts';
import type { Session } from '../session/index.ts';
import type { FoolSheet, FoolSheetOptions } from './fool/fool-sheet.ts';
import { lateParts } from './late-parts.ts';
import { pageElement } from './page-elements.ts';

export interface FoolDoorOptions extends Omit<FoolSheetOptions, 'place'> {
  /** Makes a still of the running camera or video the picture. */
  readonly takeStill: () => void;
}

/** The row that opens and closes the sheet for changing the picture. */
export class FoolDoor {
  private readonly options: FoolDoorOptions;
  private readonly section = pageElement('fool-sheet', HTMLElement);
  private readonly button = pageElement('fool-open', HTMLButtonElement);
  private readonly place = pageElement('fool-place', HTMLElement);
  private sheet: FoolSheet | null = null;
  private face: FaceEstimate | null = null;
  private isOpen = false;

  constructor(options: FoolDoorOptions) {
    this.options = options;
    this.button.addEventListener('click', () => {
      if (this.isOpen) this.close();
      else this.begin();
    });
  }

  /** Follows the chosen face. The sheet closes where there is none, and while camera or video run. */
  show({ screen: { shown, faces } }: Session): void {
    // The next picture's face takes the place of the last one.
    if (shown.mode === 'estimating' || shown.mode === 'loading') return;
    const face = faces.face !== undefined && !('withheld' in faces.face.age) ? faces.face : null;
    const isNews = face !== this.face;
    this.face = face;
    this.section.hidden = face === null;
    if (!this.isOpen) return;
    if (face === null || isLive(face)) this.close();
    else if (isNews) void this.open(face);
  }

  /** Of camera and video, a still becomes the picture first; its face opens the sheet. */
  private begin(): void {
    const { face } = this;
    if (face === null) return;
    this.setOpen(true);
    if (isLive(face)) this.options.takeStill();
    else void this.open(face);
  }

  private async open(face: FaceEstimate): Promise<void> {
    const code = await lateParts.fool().catch(() => null);
    if (!this.isOpen || face !== this.face) return;
    const isFirst = this.place.hidden;
    this.place.hidden = false;
    if (code === null) {
      this.place.textContent = this.options.words.errors['asset-missing'].title;
      return;
    }
    this.sheet ??= new code.FoolSheet({ ...this.options, place: this.place });
    this.sheet.open(face);
    if (isFirst) this.section.scrollIntoView({ block: 'nearest' });
  }

  private close(): void {
    this.setOpen(false);
    this.place.hidden = true;
    this.sheet?.close();
  }

  private setOpen(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.button.setAttribute('aria-expanded', String(isOpen));
  }
}

/** Whether a face is followed from frame to frame. */
function isLive({ id }: FaceEstimate): boolean {
  return id !== null;
}
