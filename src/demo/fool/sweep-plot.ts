import type { TimelinePoint } from '../../languages/index.ts';
import { htmlElement, setAttributes, svgElement } from '../../view/create-element.ts';
import { layOutTimeline, RIGHT } from '../../view/timeline-layout.ts';
import { acrossLines, endWords } from '../../view/timeline-lines.ts';

/** A slider's ends and where it stands, with what stands under the ends, and what the plot says aloud. */
export interface SweptSlider {
  readonly least: number;
  readonly most: number;
  readonly value: number;
  readonly ends: readonly [least: string, most: string];
  readonly aloud: string;
  readonly number: (value: number) => string;
}

/** The estimates along a slider: expectation and interval of 8 in 10. `time` of a point is the place on the slider. */
export class SweepPlot {
  readonly element: HTMLElement;
  private readonly place: HTMLElement;
  private readonly lines = svgElement('g', { class: 'lines' });
  private readonly band = svgElement('path', { class: 'timeline-band' });
  private readonly line = svgElement('path', { class: 'timeline-line' });
  private readonly cursor = svgElement('line', { class: 'fool-cursor' });
  private readonly axis = svgElement('g', { class: 'axis' });
  private readonly picture = svgElement(
    'svg',
    { role: 'img' },
    this.lines,
    this.band,
    this.line,
    this.cursor,
    this.axis,
  );

  private shown: { readonly points: readonly (TimelinePoint | null)[]; readonly slider: SweptSlider } | null =
    null;

  constructor(place: HTMLElement) {
    this.place = place;
    new ResizeObserver(() => this.draw()).observe(place);
    this.element = htmlElement('div', { class: 'histogram' }, this.picture);
    place.append(this.element);
  }

  /** @param points in order; null where the estimate gave up */
  show(points: readonly (TimelinePoint | null)[], slider: SweptSlider): void {
    this.shown = { points, slider };
    this.draw();
  }

  private draw(): void {
    const { clientWidth: width, clientHeight: height } = this.place;
    if (this.shown === null || width === 0 || height === 0) return;
    const { points, slider } = this.shown;
    const { least, most, value, ends, aloud, number } = slider;
    const layout = layOutTimeline(points, most, { width, height, span: most - least });
    setAttributes(this.picture, { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-label': aloud });
    setAttributes(this.band, { d: layout.band });
    setAttributes(this.line, { d: layout.line });
    this.lines.replaceChildren(...acrossLines(layout.lines, width, number));
    this.axis.replaceChildren(...endWords(ends, layout, width));
    const x = ((width - RIGHT) * (value - least)) / (most - least);
    setAttributes(this.cursor, { x1: x, x2: x, y1: 0, y2: layout.baseline });
  }
}
