import type { Words } from '../languages/index.ts';
import type { FaceEstimate, PictureSize } from '../types.ts';
import { htmlElement, Stage, svgElement } from '../view/index.ts';

export interface ElementStageOptions {
  readonly words: Words;
  readonly onSelect: (index: number) => void;
}

const MARKS = 'M0 15V6Q0 0 6 0H15M85 0H94Q100 0 100 6V15M100 85V94Q100 100 94 100H85M15 100H6Q0 100 0 94V85';

/** The element's stage: an invitation, then the photo or the camera's video, with marks and overlay. */
export class ElementStage {
  private readonly invitation = htmlElement('p', { class: 'invitation-text' });
  private readonly canvas = htmlElement('canvas', { role: 'img', width: 1, height: 1, part: 'picture' });
  private readonly video = htmlElement('video', { part: 'video', playsinline: true });
  private readonly explanation = htmlElement('canvas', {
    class: 'explanation',
    part: 'explanation',
    'aria-hidden': 'true',
    width: 1,
    height: 1,
  });
  private readonly tag = htmlElement('p', { class: 'tag', part: 'tag', hidden: true });
  private readonly layer = htmlElement('div', { class: 'layer' }, this.canvas, this.video, this.explanation);
  readonly element = htmlElement(
    'div',
    { class: 'stage', part: 'stage', 'data-holds': 'nothing' },
    htmlElement(
      'div',
      { class: 'invitation' },
      svgElement('svg', { viewBox: '0 0 100 100', 'aria-hidden': 'true' }, svgElement('path', { d: MARKS })),
      htmlElement('slot', { name: 'empty' }, this.invitation),
    ),
    this.layer,
    this.tag,
  );
  readonly stage: Stage;

  constructor({ words, onSelect }: ElementStageOptions) {
    this.video.muted = true;
    const { element: stage, layer, canvas, video, tag } = this;
    this.stage = new Stage({ stage, layer, canvas, video, tag }, { words, onSelect, withKeyboard: true });
    this.setWords(words);
  }

  setWords(words: Words): void {
    this.invitation.textContent = words.invitation;
    this.canvas.ariaLabel = words.pictureLabel;
    this.stage.setWords(words);
  }

  nameVideo(label: string): void {
    this.video.ariaLabel = label;
  }

  /** @param explained faces whose maps are shown; none hides the overlay */
  explain(explained: readonly FaceEstimate[], picture: PictureSize): void {
    const isShown = explained.some(({ explanation }) => explanation !== undefined);
    this.element.toggleAttribute('data-explained', isShown);
    if (isShown) void this.drawMaps(explained, picture);
  }

  /** What draws maps is loaded with the first one; where that fails, the picture stays without. */
  private async drawMaps(explained: readonly FaceEstimate[], picture: PictureSize): Promise<void> {
    const maps = await import('../view/explanation.ts').catch(() => null);
    maps?.drawExplanation(this.explanation, explained, picture);
  }
}
