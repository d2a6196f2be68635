import type { TimelinePoint, ToolWords, Words } from '../languages/index.ts';
import { htmlElement, setAttributes, svgElement } from './create-element.ts';
import type { PlotSize } from './histogram.ts';
import { layOutTimeline, type TimelineLayout } from './timeline-layout.ts';

/** Milliseconds that a timeline shows. */
export const TIMELINE_SPAN = 30_000;

/** The estimates of the last half minute: the expectation as a line, its 80 % interval as a band. */
export class Timeline {
  readonly element: HTMLElement;
  private readonly number: Words['number'];
  private readonly words: ToolWords['timeline'];
  private readonly lines = svgElement('g', { class: 'lines' });
  private readonly band = svgElement('path', { class: 'timeline-band' });
  private readonly line = svgElement('path', { class: 'timeline-line' });
  private readonly head = svgElement('circle', { class: 'timeline-head', r: 4 });
  private readonly axis = svgElement('g', { class: 'axis' });
  private readonly picture = svgElement(
    'svg',
    { role: 'img' },
    this.lines,
    this.band,
    this.line,
    this.head,
    this.axis,
  );

  constructor(words: ToolWords['timeline'], number: Words['number']) {
    this.words = words;
    this.number = number;
    this.element = htmlElement('div', { class: 'histogram timeline' }, this.picture);
  }

  /** @param now milliseconds, the moment at the right */
  draw(points: readonly (TimelinePoint | null)[], now: number, { width, height }: PlotSize): void {
    const layout = layOutTimeline(points, now, { width, height, span: TIMELINE_SPAN });
    setAttributes(this.picture, {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'aria-label': this.words.aloud(points.filter((point) => point !== null)),
    });
    setAttributes(this.band, { d: layout.band });
    setAttributes(this.line, { d: layout.line });
    setAttributes(this.head, {
      cx: layout.head?.x ?? 0,
      cy: layout.head?.y ?? 0,
      visibility: layout.head === null ? 'hidden' : 'visible',
    });
    this.drawLines(layout, width);
  }

  private drawLines({ lines, baseline }: TimelineLayout, width: number): void {
    const { words } = this;
    this.lines.replaceChildren(
      ...lines.flatMap(({ y, label }) => [
        svgElement('line', { x1: 0, x2: width, y1: y, y2: y }),
        svgElement('text', { x: width, y: y - 5, 'text-anchor': 'end' }, this.number(label)),
      ]),
    );
    const y = baseline + 21;
    this.axis.replaceChildren(
      svgElement('text', { x: 0, y }, words.secondsAgo(TIMELINE_SPAN / 1000)),
      svgElement('text', { x: width, y, 'text-anchor': 'end' }, words.now),
    );
  }
}
