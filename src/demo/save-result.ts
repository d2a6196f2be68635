import { type Box, type EstimatorInfo, LabelDistribution } from '../index.ts';
import type { ToolWords, Words } from '../languages/index.ts';
import { type ShownFace, savedResult } from '../session/index.ts';
import { canShareFiles } from './can-share.ts';
import { lateParts } from './late-parts.ts';
import { pageElement } from './page-elements.ts';
import type { CardContent } from './share.ts';

export interface SaveResultOptions {
  readonly words: Words;
  readonly save: ToolWords['save'];
  readonly drawCrop: (canvas: HTMLCanvasElement, box: Box) => void;
  readonly estimatorInfo: () => EstimatorInfo | null;
  /** Whether the raters' votes are switched on. */
  readonly votesAreOn: () => boolean;
  readonly tools: Pick<ToolWords, 'age' | 'compare'>;
  /** The faces that are compared now. */
  readonly pair: () => Pair | null;
}

/** A face of a compared pair. */
export interface PairedFace {
  readonly age: LabelDistribution;
  /** A square picture of the face. */
  readonly picture: HTMLCanvasElement;
}

export interface Pair {
  readonly first: PairedFace;
  readonly second: PairedFace;
}

/** Pixels of the face on the saved picture. */
const FACE = 472;

/** The buttons that write the shown result to a file, as a picture or as numbers, or pass a picture on. */
export class SaveResult {
  private readonly options: SaveResultOptions;
  private readonly shareButton = pageElement('share-result', HTMLButtonElement);
  private readonly pictureButton = pageElement('save-picture', HTMLButtonElement);
  private readonly numbersButton = pageElement('save-numbers', HTMLButtonElement);
  private readonly withFace = pageElement('save-with-face', HTMLInputElement);
  private shown: ShownFace | null = null;

  constructor(options: SaveResultOptions) {
    this.options = options;
    const { save } = options;
    const pairButton = pageElement('share-pair', HTMLButtonElement);
    const canShare = canShareFiles();
    this.shareButton.textContent = canShare ? save.share : save.tall;
    pairButton.textContent = canShare ? save.sharePair : save.pair;
    this.pictureButton.textContent = save.picture;
    this.numbersButton.textContent = save.numbers;
    pageElement('save-with-face-label', HTMLElement).textContent = save.withFace;
    pageElement('save-note', HTMLElement).textContent = save.nothingStored;
    this.shareButton.addEventListener('click', () => void this.shareResult());
    pairButton.addEventListener('click', () => void this.sharePair());
    this.pictureButton.addEventListener('click', () => void this.savePicture());
    this.numbersButton.addEventListener('click', () => void this.saveNumbers());
  }

  show(shown: ShownFace | null): void {
    const hasCurve = shown !== null && shown.face.age instanceof LabelDistribution;
    this.shown = hasCurve ? shown : null;
    for (const button of [this.shareButton, this.pictureButton, this.numbersButton])
      button.disabled = !hasCurve;
  }

  private async shareResult(): Promise<void> {
    const content = this.card();
    if (content === null) return;
    const { drawPhoneCard, passOn } = await lateParts.share();
    await passOn(await drawPhoneCard(content), nameOf(new Date(), 'png'));
  }

  private async sharePair(): Promise<void> {
    const pair = this.options.pair();
    const paper = this.paper();
    if (pair === null || paper === null) return;
    const { drawPairCard, passOn } = await lateParts.share();
    const faceOf = ({ age, picture }: PairedFace) => ({
      age,
      face: this.withFace.checked ? picture : null,
    });
    const { tools } = this.options;
    const content = { ...paper, tools, first: faceOf(pair.first), second: faceOf(pair.second) };
    await passOn(await drawPairCard(content), nameOf(new Date(), 'png'));
  }

  private async savePicture(): Promise<void> {
    const content = this.card();
    if (content === null) return;
    const { download, drawCard } = await lateParts.share();
    download(await drawCard(content), nameOf(new Date(), 'png'));
  }

  /** The shown result as it is now: the camera's video goes on, so the face is drawn at once. */
  private card(): CardContent | null {
    const paper = this.paper();
    const { age, box } = this.shown?.face ?? {};
    if (paper === null || !(age instanceof LabelDistribution) || box === undefined) return null;
    return { ...paper, age, face: this.withFace.checked ? this.faceOn(box) : null };
  }

  /** What stands on every picture; null before the estimator is loaded. */
  private paper(): Pick<CardContent, 'words' | 'day' | 'foot'> | null {
    const { words, save, estimatorInfo } = this.options;
    const info = estimatorInfo();
    if (info === null) return null;
    const { name, version } = info.model;
    return { words, day: save.day(new Date()), foot: [save.model(name, version), save.promise] };
  }

  private async saveNumbers(): Promise<void> {
    const { shown, options } = this;
    const time = new Date();
    const withVotes = options.votesAreOn();
    const info = options.estimatorInfo();
    if (shown === null || info === null) return;
    const { backend, model } = info;
    const json = JSON.stringify(savedResult(shown, { time, backend, model, withVotes }), null, 2);
    const { download } = await lateParts.share();
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
