import type { TimelinePoint, Words } from '../languages/index.ts';
import { htmlElement, setAttributes, svgElement } from './create-element.ts';
import type { PlotSize } from './histogram.ts';
import { LineSlider } from './line-slider.ts';
import { layOutTimeline, type TimelineLayout } from './timeline-layout.ts';
import { acrossLines, endWords } from './timeline-lines.ts';

/** Milliseconds that a camera's timeline shows. */
export const TIMELINE_SPAN = 30_000;
/** Milliseconds that an arrow key moves. */
const ARROW_STEP = 500;

/** What a timeline shows besides its points. Times are in milliseconds. */
export interface TimelineView {
  readonly begin: number;
  readonly end: number;
  /** The moment that is shown. */
  readonly shown: number;
  /** Words below the two edges. */
  readonly edges: readonly [begin: string, end: string];
  readonly aloud: string;
  /** The moment that is shown, in words. */
  readonly moment: string;
}

export interface TimelineOptions {
  readonly number: Words['number'];
  readonly slider: string;
  /** The user moves to this moment. */
  readonly onMove: (time: number) => void;
  /** The user lets go. */
  readonly onRelease: () => void;
}

/** Estimates over time: the expectation as a line, its 80 % interval as a band, and a line that can be moved along them. */
export class Timeline {
  readonly element: HTMLElement;
  private readonly options: TimelineOptions;
  private readonly lines = svgElement('g', { class: 'lines' });
  private readonly band = svgElement('path', { class: 'timeline-band' });
  private readonly line = svgElement('path', { class: 'timeline-line' });
  private readonly pin = svgElement('line', { class: 'pin timeline-pin', y1: 6 });
  private readonly head = svgElement('circle', { class: 'timeline-head', r: 4 });
  private readonly axis = svgElement('g', { class: 'axis' });
  private readonly picture = svgElement(
    'svg',
    { role: 'img' },
    this.lines,
    this.band,
    this.line,
    this.pin,
    this.head,
    this.axis,
  );
  private readonly slider: LineSlider;

  constructor(options: TimelineOptions) {
    this.options = options;
    this.slider = new LineSlider(options.onMove);
    const slider = this.slider.element;
    setAttributes(slider, { step: ARROW_STEP });
    this.element = htmlElement('div', { class: 'histogram timeline' }, this.picture, slider);
    for (const type of ['pointerup', 'pointercancel', 'blur']) {
      slider.addEventListener(type, () => options.onRelease());
    }
    slider.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') options.onRelease();
    });
  }

  draw(points: readonly (TimelinePoint | null)[], view: TimelineView, { width, height }: PlotSize): void {
    const { begin, end, shown, aloud } = view;
    const layout = layOutTimeline(points, end, { width, height, span: end - begin }, shown);
    setAttributes(this.picture, { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-label': aloud });
    setAttributes(this.band, { d: layout.band });
    setAttributes(this.line, { d: layout.line });
    setAttributes(this.pin, {
      x1: layout.pin,
      x2: layout.pin,
      y2: layout.baseline,
      visibility: shown === end ? 'hidden' : 'visible',
    });
    setAttributes(this.head, {
      cx: layout.head?.x ?? 0,
      cy: layout.head?.y ?? 0,
      visibility: layout.head === null ? 'hidden' : 'visible',
    });
    this.lines.replaceChildren(...acrossLines(layout.lines, width, this.options.number));
    this.axis.replaceChildren(...endWords(view.edges, layout, width));
    this.placeSlider(layout, view);
  }

  private placeSlider(
    { right, baseline }: TimelineLayout,
    { begin, end, shown, moment }: TimelineView,
  ): void {
    this.slider.place(
      { firstX: 0, lastX: right, baseline },
      { min: begin, max: end, value: shown, name: this.options.slider, text: moment },
    );
  }
}
