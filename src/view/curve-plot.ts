import { LabelDistribution } from '../distribution/index.ts';
import { throwScriptMissing } from '../errors.ts';
import type { Phrase, Words } from '../languages/index.ts';
import { Cumulative } from './cumulative.ts';
import { CurveMotion } from './curve-motion.ts';
import { type CurveKind, Histogram, type PlotSize } from './histogram.ts';
import type { QuantileDots } from './quantile-dots.ts';
import { SizeWatch } from './size-watch.ts';

/** Before there is a face all ages are equally likely; this curve is shown pale and without a pin. */
const ages = Array.from({ length: 101 }, (_, age) => age);
const nothingKnown = new LabelDistribution(
  ages,
  ages.map(() => 1),
);

/** How a curve is drawn; `cumulative` and `dots` are for ages. */
export type CurveView = 'histogram' | 'cumulative' | 'dots';

export interface CurvePlotOptions {
  readonly kind: CurveKind;
  readonly words: Words;
  /** Called when the sentence of the view has changed: its line was moved, or its script was loaded. */
  readonly onChange?: () => void;
  /** Called when the script of a view could not be loaded; the histogram stays. */
  readonly onError?: (error: unknown) => void;
}

/** A curve that fills its place on the page. It is laid out again when the place changes, and slides to the next curve. */
export class CurvePlot {
  private readonly place: HTMLElement;
  private readonly options: CurvePlotOptions;
  private readonly histogram: Histogram;
  private readonly cumulative: Cumulative;
  private readonly motion: CurveMotion;
  private readonly sizeWatch: SizeWatch;
  private words: Words;
  private dots: QuantileDots | null = null;
  private shown: LabelDistribution | null = null;
  private view: CurveView = 'histogram';
  private drawn: HTMLElement;
  /** Label of the line; null for the expectation. */
  private chosen: number | null = null;
  private readonly choose = (label: number): void => {
    this.chosen = label;
    this.draw();
    this.options.onChange?.();
  };

  constructor(place: HTMLElement, options: CurvePlotOptions) {
    const { kind, words } = options;
    this.place = place;
    this.options = options;
    this.words = words;
    this.motion = new CurveMotion(place, (curve) => this.drawMoving(curve));
    this.histogram = new Histogram({ kind, words });
    this.cumulative = new Cumulative({ words, onChoose: this.choose });
    this.drawn = this.histogram.element;
    place.prepend(this.drawn);
    this.sizeWatch = new SizeWatch(place, () => this.draw());
  }

  /** Call after a move to another document. */
  measure(): void {
    this.sizeWatch.begin();
  }

  setWords(words: Words): void {
    this.words = words;
    this.histogram.setWords(words);
    this.cumulative.setWords(words);
    this.dots?.setWords(words);
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

  /** The sentence next to the number: what the view says about a curve of ages. */
  say(age: LabelDistribution): Phrase {
    const { words, lined } = this;
    if (lined === null) return words.aboutAge(age);
    return lined.say(age, this.lineOf(age));
  }

  /** What the view's marks stand for; empty where a key says so. */
  get caption(): string {
    return this.lined === this.dots ? (this.dots?.caption ?? '') : '';
  }

  /** The label at which the line of a view stands. */
  private lineOf({ expectation }: LabelDistribution): number {
    return this.chosen ?? Math.round(expectation);
  }

  /** The plot of a view with a line; null for the histogram, which also stands in for dots that are being loaded. */
  private get lined(): Cumulative | QuantileDots | null {
    if (this.view === 'cumulative') return this.cumulative;
    return this.view === 'dots' ? this.dots : null;
  }

  private setView(view: CurveView): void {
    const isOther = view !== this.view;
    this.view = view;
    if (isOther && view === 'dots' && this.dots === null) void this.loadDots();
    const { element } = this.lined ?? this.histogram;
    if (element === this.drawn) return;
    this.drawn.replaceWith(element);
    this.drawn = element;
  }

  /** The dots and their words are loaded when they are first asked for. */
  private async loadDots(): Promise<void> {
    try {
      const { QuantileDots } = await import('./quantile-dots.ts').catch(throwScriptMissing);
      this.dots ??= new QuantileDots({ words: this.words, onChoose: this.choose });
      this.setView(this.view);
      this.draw();
      this.options.onChange?.();
    } catch (error) {
      this.options.onError?.(error);
    }
  }

  private setBlank(isBlank: boolean): void {
    const { element } = this.histogram;
    element.toggleAttribute('data-blank', isBlank);
    if (isBlank) element.setAttribute('aria-hidden', 'true');
    else element.removeAttribute('aria-hidden');
  }

  private draw(): void {
    const { shown, size, lined } = this;
    if (shown === null || size === null) return;
    if (lined === null) this.histogram.draw(shown, size);
    else lined.draw(shown, size, this.lineOf(shown));
    const { current } = this.motion;
    if (current !== null && current !== shown) this.drawMoving(current);
  }

  private drawMoving(curve: LabelDistribution): void {
    const { shown, size, lined } = this;
    if (shown === null || size === null) return;
    if (lined === null) this.histogram.move(curve, size);
    else lined.move(curve, size, this.lineOf(shown));
  }

  /** Null while the place is not shown. */
  private get size(): PlotSize | null {
    const { clientWidth: width, clientHeight: height } = this.place;
    return width === 0 || height === 0 ? null : { width, height };
  }
}
