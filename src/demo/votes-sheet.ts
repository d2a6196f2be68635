import type { FaceEstimate } from '../index.ts';
import type { ToolWords, Words } from '../languages/index.ts';
import { type VotesReading, votesReading } from '../session/index.ts';
import { CurvePlot, phraseNodes } from '../view/index.ts';
import { pageElement } from './page-elements.ts';

/** The sheet with the raters' votes: off until it is switched on, and off again with each visit. */
export class VotesSheet {
  private readonly words: Words;
  private readonly tools: ToolWords['votes'];
  private readonly sheet = pageElement('votes-sheet', HTMLElement);
  private readonly button = pageElement('votes-switch', HTMLButtonElement);
  private readonly number = pageElement('votes-number', HTMLElement);
  private readonly outOf = pageElement('votes-out-of', HTMLElement);
  private readonly say = pageElement('votes-say', HTMLElement);
  private readonly plot: CurvePlot;
  private face: FaceEstimate | undefined;
  private isSwitchedOn = false;

  constructor(words: Words, tools: ToolWords['votes']) {
    this.words = words;
    this.tools = tools;
    this.plot = new CurvePlot(pageElement('votes-plot', HTMLElement), { kind: 'votes', words });
    this.button.addEventListener('click', () => {
      this.isSwitchedOn = !this.isSwitchedOn;
      this.draw();
    });
    this.draw();
  }

  get isOn(): boolean {
    return this.isSwitchedOn;
  }

  /** @param face undefined where there is no face */
  show(face: FaceEstimate | undefined): void {
    this.face = face;
    this.draw();
  }

  private draw(): void {
    const { words, tools, isOn } = this;
    this.button.setAttribute('aria-checked', String(isOn));
    const reading = votesReading(this.face, words);
    if (!isOn) this.showNote('off', tools.off);
    else if (reading.kind === 'curve') this.showCurve(reading);
    else this.showNote(reading.kind, reading.note);
  }

  private showCurve({ votes, number, say }: Extract<VotesReading, { kind: 'curve' }>): void {
    const { words } = this;
    this.sheet.dataset.mode = 'curve';
    this.number.textContent = number;
    this.outOf.textContent = words.outOf(votes);
    this.say.replaceChildren(...phraseNodes(say));
    pageElement('votes-source', HTMLElement).textContent = words.votesSource;
    this.setParts(true);
    this.plot.show(votes);
  }

  private showNote(mode: 'off' | 'none' | 'withheld', note: string): void {
    this.sheet.dataset.mode = mode;
    this.plot.forget();
    pageElement('votes-note', HTMLElement).textContent = note;
    this.setParts(false);
  }

  private setParts(hasCurve: boolean): void {
    pageElement('votes-reading', HTMLElement).hidden = !hasCurve;
    pageElement('votes-note', HTMLElement).hidden = hasCurve;
  }
}
