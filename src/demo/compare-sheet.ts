import { type Box, difference, type FaceEstimate, LabelDistribution, overlap } from '../index.ts';
import { apartSentences, type ToolWords, type Words } from '../languages/index.ts';
import { htmlElement, phraseNodes } from '../view/index.ts';
import { pageElement } from './page-elements.ts';
import { PairPlot } from './pair-plot.ts';

export interface CompareSheetOptions {
  readonly words: Words;
  readonly tools: Pick<ToolWords, 'age' | 'compare'>;
  /** Draws the part of the picture inside the box. */
  readonly drawCrop: (canvas: HTMLCanvasElement, box: Box) => void;
}

type FaceWithAge = FaceEstimate & { readonly age: LabelDistribution };

const THUMBNAIL = 88;

/** Holds one face until another one is shown, then compares both. The held face is kept in memory only. */
export class CompareSheet {
  private readonly options: CompareSheetOptions;
  private readonly button = pageElement('compare-hold', HTMLButtonElement);
  private readonly panel = pageElement('compare-panel', HTMLElement);
  private readonly reading = pageElement('compare-reading', HTMLElement);
  private readonly next = pageElement('compare-next', HTMLElement);
  private readonly first: FaceFigure;
  private readonly second: FaceFigure;
  private readonly plot: PairPlot;
  private held: FaceWithAge | null = null;
  private current: FaceWithAge | null = null;

  constructor(options: CompareSheetOptions) {
    this.options = options;
    const { words, tools } = options;
    const { compare } = tools;
    this.first = new FaceFigure(compare.first, options);
    this.second = new FaceFigure(compare.second, options);
    pageElement('compare-faces', HTMLElement).append(this.first.element, this.second.element);
    this.plot = new PairPlot(pageElement('compare-plot', HTMLElement), { words, compare });
    pageElement('compare-key', HTMLElement).append(
      ...(['first', 'second', 'both'] as const).map((whose) =>
        htmlElement('li', { 'data-whose': whose }, compare[whose]),
      ),
    );
    pageElement('compare-ages-only', HTMLElement).textContent = compare.agesOnly;
    this.next.textContent = compare.next;
    this.button.addEventListener('click', () => this.holdOrLetGo());
    this.draw();
  }

  /** True where a face is shown or held. */
  get isInUse(): boolean {
    return this.current !== null || this.held !== null;
  }

  /** @param face undefined where there is no face */
  show(face: FaceEstimate | undefined): void {
    this.current = face !== undefined && hasAge(face) ? face : null;
    this.draw();
  }

  private holdOrLetGo(): void {
    this.held = this.held === null ? this.current : null;
    // The face's picture is drawn now, because the stage may show another picture later.
    if (this.held !== null) this.first.show(this.held);
    this.draw();
  }

  private draw(): void {
    const { held, current, button, options } = this;
    const { compare } = options.tools;
    button.textContent = held === null ? compare.hold : compare.letGo;
    this.panel.hidden = held === null;
    if (held === null) return;
    const isPair = current !== null && current !== held;
    this.reading.hidden = !isPair;
    this.second.element.hidden = !isPair;
    this.next.hidden = isPair;
    if (!isPair) return;
    this.second.show(current);
    const share = overlap(held.age, current.age);
    pageElement('compare-overlap', HTMLElement).replaceChildren(...phraseNodes(compare.overlap(share)));
    pageElement('compare-apart', HTMLElement).textContent = apartSentences(
      difference(current.age, held.age),
      compare.apart,
    );
    this.plot.show({ first: held.age, second: current.age });
  }
}

function hasAge(face: FaceEstimate): face is FaceWithAge {
  return face.age instanceof LabelDistribution;
}

/** A small picture of a face with its age. */
class FaceFigure {
  readonly element: HTMLElement;
  private readonly options: CompareSheetOptions;
  private readonly canvas = htmlElement('canvas', {
    width: THUMBNAIL,
    height: THUMBNAIL,
    'aria-hidden': 'true',
  });
  private readonly years = htmlElement('span', { class: 'compare-years' });
  private readonly range = htmlElement('span', { class: 'quiet' });

  constructor(name: string, options: CompareSheetOptions) {
    this.options = options;
    const label = htmlElement('span', { class: 'quiet' }, name);
    this.element = htmlElement('li', { class: 'compare-face' }, this.canvas, label, this.years, this.range);
  }

  show({ age, box }: FaceWithAge): void {
    const { words, tools, drawCrop } = this.options;
    drawCrop(this.canvas, box);
    this.years.textContent = words.years(age);
    this.range.textContent = tools.age.range(age);
  }
}
