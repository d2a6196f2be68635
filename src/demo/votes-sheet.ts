import type { FaceEstimate, LabelDistribution } from '../index.ts';
import { CurvePlot, phraseNodes, type Words } from '../view/index.ts';
import { pageElement } from './page-elements.ts';

type VotesMode = 'off' | 'none' | 'curve' | 'withheld';

/** The sheet with the raters' votes: off until it is switched on, and back to off with each visit. */
export class VotesSheet {
  private readonly words: Words;
  private readonly sheet = pageElement('votes-sheet', HTMLElement);
  private readonly button = pageElement('votes-switch', HTMLButtonElement);
  private readonly number = pageElement('votes-number', HTMLElement);
  private readonly outOf = pageElement('votes-out-of', HTMLElement);
  private readonly say = pageElement('votes-say', HTMLElement);
  private readonly plot: CurvePlot;
  private face: FaceEstimate | null = null;

  constructor(words: Words) {
    this.words = words;
    this.plot = new CurvePlot(pageElement('votes-plot', HTMLElement), { kind: 'votes', words });
    this.button.addEventListener('click', () => {
      this.button.setAttribute('aria-checked', String(!this.isOn));
      this.draw();
    });
    this.draw();
  }

  /** @param face null where there is none to show votes of */
  show(face: FaceEstimate | null): void {
    this.face = face;
    this.draw();
  }

  private get isOn(): boolean {
    return this.button.getAttribute('aria-checked') === 'true';
  }

  private draw(): void {
    const { words, face } = this;
    const votes = face?.attractiveness;
    if (!this.isOn) this.showNote('off', words.votesOff);
    else if (votes === undefined) this.showNote('none', words.noVotesYet);
    else if ('withheld' in votes) {
      const { text, remedy } = words.withheld[votes.withheld];
      this.showNote('withheld', `${text} ${remedy}`);
    } else this.showCurve(votes);
  }

  private showCurve(votes: LabelDistribution): void {
    const { words } = this;
    this.sheet.dataset.mode = 'curve' satisfies VotesMode;
    this.number.textContent = words.number(votes.expectation, 1);
    this.outOf.textContent = words.outOf(votes);
    this.say.replaceChildren(...phraseNodes(words.aboutVotes(votes)));
    pageElement('votes-source', HTMLElement).textContent = words.votesSource;
    this.setParts(true);
    this.plot.show(votes);
  }

  private showNote(mode: VotesMode, note: string): void {
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
