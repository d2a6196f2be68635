import { type Box, type EstimatorInfo, LabelDistribution } from '../index.ts';
import type { ToolWords, Words } from '../languages/index.ts';
import { type ShownFace, savedResult } from '../session/index.ts';
import { pageElement } from './page-elements.ts';
import { drawCard } from './result-card.ts';

export interface SaveResultOptions {
  readonly words: Words;
  readonly save: ToolWords['save'];
  readonly drawCrop: (canvas: HTMLCanvasElement, box: Box) => void;
  readonly estimatorInfo: () => EstimatorInfo | null;
  /** Whether the raters' votes are switched on. */
  readonly votesAreOn: () => boolean;
}

/** Pixels of the face on the saved picture. */
const FACE = 472;
/** Milliseconds after which even a slow browser has read the file from its address. */
const KEEP_ADDRESS_MS = 60_000;

/** The buttons that write the shown result to a file, as a picture or as numbers. */
export class SaveResult {
  private readonly options: SaveResultOptions;
  private readonly pictureButton = pageElement('save-picture', HTMLButtonElement);
  private readonly numbersButton = pageElement('save-numbers', HTMLButtonElement);
  private readonly withFace = pageElement('save-with-face', HTMLInputElement);
  private shown: ShownFace | null = null;

  constructor(options: SaveResultOptions) {
    this.options = options;
    const { save } = options;
    this.pictureButton.textContent = save.picture;
    this.numbersButton.textContent = save.numbers;
    pageElement('save-with-face-label', HTMLElement).textContent = save.withFace;
    pageElement('save-note', HTMLElement).textContent = save.nothingStored;
    this.pictureButton.addEventListener('click', () => void this.savePicture());
    this.numbersButton.addEventListener('click', () => this.saveNumbers());
  }

  show(shown: ShownFace | null): void {
    const hasCurve = shown !== null && shown.face.age instanceof LabelDistribution;
    this.shown = hasCurve ? shown : null;
    this.pictureButton.disabled = !hasCurve;
    this.numbersButton.disabled = !hasCurve;
  }

  private async savePicture(): Promise<void> {
    const { shown, options } = this;
    if (shown === null || !(shown.face.age instanceof LabelDistribution)) return;
    const { age, box } = shown.face;
    const time = new Date();
    // The face is drawn at once, because the camera's video goes on.
    const face = this.withFace.checked ? this.faceOn(box) : null;
    const info = options.estimatorInfo();
    if (info === null) return;
    const { words, save } = options;
    const { name, version } = info.model;
    const foot = [save.model(name, version), save.promise] as const;
    download(await drawCard({ words, age, face, foot, day: save.day(time) }), nameOf(time, 'png'));
  }

  private saveNumbers(): void {
    const { shown, options } = this;
    const time = new Date();
    const withVotes = options.votesAreOn();
    const info = options.estimatorInfo();
    if (shown === null || info === null) return;
    const { backend, model } = info;
    const json = JSON.stringify(savedResult(shown, { time, backend, model, withVotes }), null, 2);
    download(new Blob([json], { type: 'application/json' }), nameOf(time, 'json'));
  }

  private faceOn(box: Box): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    canvas.width = FACE;
    canvas.height = FACE;
    this.options.drawCrop(canvas, box);
    return canvas;
  }
}

function nameOf(time: Date, extension: string): string {
  return `facecurve-${time.toISOString().slice(0, 19).replace(/[-:]/g, '')}.${extension}`;
}

/** Lets the browser save a file in the user's downloads. */
function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_ADDRESS_MS);
}
