import { LabelDistribution } from '../distribution/index.ts';
import type { Words } from '../languages/index.ts';
import { Cumulative } from './cumulative.ts';
import { CurveMotion } from './curve-motion.ts';
import { type CurveKind, Histogram, type PlotSize } from './histogram.ts';
import { SizeWatch } from './size-watch.ts';

/** Before there is a face all ages are equally likely; this curve is shown pale and without a pin. */
const ages = Array.from({ length: 101 }, (_, age) => age);
const nothingKnown = new LabelDistribution(
  ages,
  ages.map(() => 1),
);

/** How a curve is drawn; `cumulative` is for ages. */
export type CurveView = 'histogram' | 'cumulative';

export interface CurvePlotOptions {
  readonly kind: CurveKind;
  readonly words: Words;
  /** Called when the line of the cumulative view is moved to this label. */
  readonly onChoose?: (label: number) => void;
}

/** A curve that fills its place on the page. It is laid out again when the place changes, and slides to the next curve. */
export class CurvePlot {
  private readonly place: HTMLElement;
  private readonly histogram: Histogram;
  private readonly cumulative: Cumulative;
  private readonly motion: CurveMotion;
  private readonly sizeWatch: SizeWatch;
  private shown: LabelDistribution | null = null;
  private view: CurveView = 'histogram';
  /** Label of the cumulative view's line; null for the expectation. */
  private chosen: number | null = null;

  constructor(place: HTMLElement, { kind, words, onChoose }: CurvePlotOptions) {
    this.place = place;
    this.motion = new CurveMotion(place, (curve) => this.drawMoving(curve));
    this.histogram = new Histogram({ kind, words });
    this.cumulative = new Cumulative({
      words,
      onChoose: (label) => {
        this.chosen = label;
        this.draw();
        onChoose?.(label);
      },
    });
    place.prepend(this.histogram.element);
    this.sizeWatch = new SizeWatch(place, () => this.draw());
  }

  /** Call after a move to another document. */
  measure(): void {
    this.sizeWatch.begin();
  }

  setWords(words: Words): void {
    this.histogram.setWords(words);
    this.cumulative.setWords(words);
    this.draw();
  }

  show(distribution: LabelDistribution, view: CurveView = 'histogram'): void {
    this.setBlank(false);
    this.setView(view);
    this.shown = distribution;
    this.motion.goTo(distribution, true);
    this.draw();
  }

  /** Shows that nothing is known yet. */
  showBlank(): void {
    this.setView('histogram');
    this.setBlank(true);
    this.shown = nothingKnown;
    this.motion.goTo(nothingKnown, false);
    this.draw();
  }

  /** Lets the next curve appear without sliding: it belongs to something else. */
  forget(): void {
    this.motion.forget();
  }

  /** The label at which the cumulative view's line stands. */
  chosenLabel({ expectation }: LabelDistribution): number {
    return this.chosen ?? Math.round(expectation);
  }

  private setView(view: CurveView): void {
    if (view === this.view) return;
    this.view = view;
    const [old, next] = [this.histogram.element, this.cumulative.element];
    if (view === 'cumulative') old.replaceWith(next);
    else next.replaceWith(old);
  }

  private setBlank(isBlank: boolean): void {
    const { element } = this.histogram;
    element.toggleAttribute('data-blank', isBlank);
    if (isBlank) element.setAttribute('aria-hidden', 'true');
    else element.removeAttribute('aria-hidden');
  }

  private draw(): void {
    const { shown, size, view } = this;
    if (shown === null || size === null) return;
    if (view === 'histogram') this.histogram.draw(shown, size);
    else this.cumulative.draw(shown, size, this.chosenLabel(shown));
    const { current } = this.motion;
    if (current !== null && current !== shown) this.drawMoving(current);
  }

  private drawMoving(curve: LabelDistribution): void {
    const { shown, size, view } = this;
    if (shown === null || size === null) return;
    if (view === 'histogram') this.histogram.move(curve, size);
    else this.cumulative.move(curve, size, this.chosenLabel(shown));
  }

  /** Null while the place is not shown. */
  private get size(): PlotSize | null {
    const { clientWidth: width, clientHeight: height } = this.place;
    return width === 0 || height === 0 ? null : { width, height };
  }
}
