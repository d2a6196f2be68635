import { LabelDistribution } from '../index.ts';
import { type CurveKind, Histogram, type Sentences } from '../view/index.ts';

/** With nothing known every age is as likely: the curve that is shown, pale and without a pin, before there is a face. */
const ages = Array.from({ length: 101 }, (_, age) => age);
const nothingKnown = new LabelDistribution(
  ages,
  ages.map(() => 1),
);

/** A histogram that fills its place on the page and is laid out anew when the place changes. */
export class CurvePlot {
  private readonly place: HTMLElement;
  private readonly histogram: Histogram;
  private shown: LabelDistribution | null = null;

  constructor(place: HTMLElement, kind: CurveKind, sentences: Sentences) {
    this.place = place;
    this.histogram = new Histogram({ kind, sentences });
    place.prepend(this.histogram.element);
    new ResizeObserver(() => this.draw()).observe(place);
  }

  show(distribution: LabelDistribution): void {
    this.setBlank(false);
    this.shown = distribution;
    this.draw();
  }

  /** The curve of knowing nothing. */
  showBlank(): void {
    this.setBlank(true);
    this.shown = nothingKnown;
    this.draw();
  }

  private setBlank(isBlank: boolean): void {
    const { element } = this.histogram;
    element.toggleAttribute('data-blank', isBlank);
    if (isBlank) element.setAttribute('aria-hidden', 'true');
    else element.removeAttribute('aria-hidden');
  }

  private draw(): void {
    const { clientWidth: width, clientHeight: height } = this.place;
    if (this.shown !== null && width > 0 && height > 0) this.histogram.draw(this.shown, { width, height });
  }
}
