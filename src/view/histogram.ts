import type { LabelDistribution } from '../distribution/index.ts';
import { htmlElement, setAttributes, svgElement } from './create-element.ts';
import { type HistogramLayout, type HistogramSize, layOutHistogram } from './histogram-layout.ts';
import { histogramRows } from './histogram-table.ts';
import type { Sentences } from './sentences.ts';

export type CurveKind = 'age' | 'votes';

export interface HistogramOptions {
  readonly kind: CurveKind;
  readonly sentences: Sentences;
}

/** See `HistogramSize.fullHeight`: a usual curve of either kind fills the plot. */
const FULL_HEIGHT: Readonly<Record<CurveKind, number>> = { age: 0.05, votes: 0.22 };

/** One bar per label, with axis, pin and a table for screen readers; drawn anew for each curve and size. */
export class Histogram {
  readonly element: HTMLElement;
  private readonly options: HistogramOptions;
  private readonly bars = svgElement('g', { class: 'bars' });
  private readonly axis = svgElement('g', { class: 'axis' });
  private readonly pin = svgElement('g', { class: 'pin' });
  private readonly picture = svgElement('svg', { role: 'img' }, this.bars, this.axis, this.pin);
  private readonly table = htmlElement('table', { class: 'visually-hidden' });

  constructor(options: HistogramOptions) {
    this.options = options;
    this.element = htmlElement(
      'div',
      { class: 'histogram', 'data-kind': options.kind },
      this.picture,
      this.table,
    );
  }

  /** @param size CSS pixels to fill */
  draw(distribution: LabelDistribution, { width, height }: { width: number; height: number }): void {
    const { kind, sentences } = this.options;
    const layout = layOutHistogram(distribution, histogramSize(kind, width, height));
    setAttributes(this.picture, {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'aria-label': kind === 'age' ? sentences.ageAloud(distribution) : sentences.votesAloud(distribution),
    });
    drawBars(this.bars, layout);
    drawAxis(this.axis, layout, { width, sentences });
    drawPin(this.pin, layout, sentences.expected(distribution.expectation));
    fillTable(this.table, distribution, this.options);
  }
}

/** The same bars small and without words, for a list that says them beside it. */
export function smallHistogram(
  distribution: LabelDistribution,
  kind: CurveKind,
  { width, height }: { width: number; height: number },
): SVGSVGElement {
  const layout = layOutHistogram(distribution, { ...histogramSize(kind, width, height), withAxis: false });
  const bars = svgElement('g', { class: 'bars' });
  drawBars(bars, layout);
  const { x } = layout.pin;
  const pin = svgElement('line', { class: 'pin', x1: x, x2: x, y1: 0, y2: layout.baseline });
  return svgElement(
    'svg',
    {
      class: 'small-histogram',
      'data-kind': kind,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'aria-hidden': 'true',
    },
    bars,
    pin,
  );
}

function histogramSize(kind: CurveKind, width: number, height: number): HistogramSize {
  return { width, height, fullHeight: FULL_HEIGHT[kind], withAxis: true };
}

function drawBars(group: SVGGElement, { bars }: HistogramLayout): void {
  while (group.childElementCount > bars.length) group.lastElementChild?.remove();
  while (group.childElementCount < bars.length) group.append(svgElement('rect'));
  bars.forEach(({ x, y, width, height, radius, share }, index) => {
    const rectangle = group.children[index];
    if (rectangle === undefined) return;
    setAttributes(rectangle, { x, y, width, height, rx: radius, 'data-share': share ?? 'rest' });
  });
}

interface AxisOptions {
  readonly width: number;
  readonly sentences: Sentences;
}

function drawAxis(
  group: SVGGElement,
  { ticks, baseline }: HistogramLayout,
  { width, sentences }: AxisOptions,
): void {
  const marks = ticks.flatMap(({ x, label }) => [
    svgElement('line', { x1: x, x2: x, y1: baseline + 0.5, y2: baseline + 5.5 }),
    svgElement('text', { x, y: baseline + 21, 'text-anchor': 'middle' }, sentences.number(label)),
  ]);
  group.replaceChildren(
    svgElement('line', { x1: 0, x2: width, y1: baseline + 0.5, y2: baseline + 0.5 }),
    ...marks,
  );
}

function drawPin(group: SVGGElement, { pin, baseline }: HistogramLayout, label: string): void {
  const { x, top, textX, textAnchor } = pin;
  group.replaceChildren(
    svgElement('line', { x1: x, x2: x, y1: top, y2: baseline }),
    svgElement('circle', { cx: x, cy: top, r: 4 }),
    svgElement('text', { x: textX, y: top + 4.5, 'text-anchor': textAnchor }, label),
  );
}

function fillTable(
  table: HTMLTableElement,
  distribution: LabelDistribution,
  options: HistogramOptions,
): void {
  const { kind, sentences } = options;
  const columns = kind === 'age' ? sentences.ageColumns : sentences.voteColumns;
  const rows = histogramRows(distribution).map(({ from, to, probability }) => {
    const range = from === to ? sentences.number(from) : `${sentences.number(from)}–${sentences.number(to)}`;
    return htmlElement(
      'tr',
      {},
      htmlElement('th', { scope: 'row' }, range),
      htmlElement('td', {}, sentences.percent(probability)),
    );
  });
  const head = columns.map((column) => htmlElement('th', { scope: 'col' }, column));
  table.replaceChildren(
    htmlElement('thead', {}, htmlElement('tr', {}, ...head)),
    htmlElement('tbody', {}, ...rows),
  );
}
