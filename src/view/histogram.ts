import type { LabelDistribution } from '../distribution/index.ts';
import { htmlElement, setAttributes, svgElement } from './create-element.ts';
import { type HistogramLayout, type HistogramSize, layOutHistogram } from './histogram-layout.ts';
import { histogramRows } from './histogram-table.ts';
import { drawAxis, drawPin, fillTable } from './plot-parts.ts';
import type { Words } from './words.ts';

export type CurveKind = 'age' | 'votes';

export interface HistogramOptions {
  readonly kind: CurveKind;
  readonly words: Words;
}

/** See `HistogramSize.fullHeight`: a usual curve of either kind fills the plot. */
export const FULL_HEIGHT: Readonly<Record<CurveKind, number>> = { age: 0.05, votes: 0.22 };

/** One bar per label, with axis, pin and a table for screen readers; drawn anew for each curve and size. */
export class Histogram {
  readonly element: HTMLElement;
  private readonly kind: CurveKind;
  private words: Words;
  private readonly bars = svgElement('g', { class: 'bars' });
  private readonly axis = svgElement('g', { class: 'axis' });
  private readonly pin = svgElement('g', { class: 'pin' });
  private readonly picture = svgElement('svg', { role: 'img' }, this.bars, this.axis, this.pin);
  private readonly table = htmlElement('table', { class: 'visually-hidden' });

  constructor({ kind, words }: HistogramOptions) {
    this.kind = kind;
    this.words = words;
    this.element = htmlElement('div', { class: 'histogram', 'data-kind': kind }, this.picture, this.table);
  }

  /** Seen from the next drawing on. */
  setWords(words: Words): void {
    this.words = words;
  }

  /** @param size CSS pixels to fill */
  draw(distribution: LabelDistribution, { width, height }: { width: number; height: number }): void {
    const { kind, words } = this;
    const layout = layOutHistogram(distribution, histogramSize(kind, width, height));
    setAttributes(this.picture, {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'aria-label': kind === 'age' ? words.ageAloud(distribution) : words.votesAloud(distribution),
    });
    drawBars(this.bars, layout);
    drawAxis(this.axis, layout, { width, number: words.number });
    drawPin(this.pin, layout.pin, layout.baseline, words.expected(distribution.expectation));
    fillTable(
      this.table,
      kind === 'age' ? words.ageColumns : words.voteColumns,
      tableRows(distribution, words),
    );
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

function tableRows(distribution: LabelDistribution, words: Words): [string, string][] {
  return histogramRows(distribution).map(({ from, to, probability }) => [
    from === to ? words.number(from) : `${words.number(from)}–${words.number(to)}`,
    words.percent(probability),
  ]);
}
