import type { LabelDistribution } from '../distribution/index.ts';
import type { Words } from '../languages/index.ts';
import { htmlElement, setAttributes, svgElement } from './create-element.ts';
import { type HistogramLayout, type HistogramSize, layOutHistogram } from './histogram-layout.ts';
import { histogramRows } from './histogram-table.ts';
import { INTERVAL_SHARES } from './interval-shares.ts';
import { drawAxis, drawBars, drawPin, fillTable } from './plot-parts.ts';

export type CurveKind = 'age' | 'votes';

export interface HistogramOptions {
  readonly kind: CurveKind;
  readonly words: Words;
}

/** See `HistogramSize.fullHeight`: a typical curve of either kind fills the plot. */
export const FULL_HEIGHT: Readonly<Record<CurveKind, number>> = { age: 0.05, votes: 0.22 };

export interface PlotSize {
  /** CSS pixels to fill. */
  readonly width: number;
  readonly height: number;
}

/** One bar per label, with axis, pin and a table for screen readers. */
export class Histogram {
  readonly element: HTMLElement;
  private readonly kind: CurveKind;
  private words: Words;
  private readonly bars = svgElement('g', { class: 'bars' });
  private readonly axis = svgElement('g', { class: 'axis' });
  private readonly pin = svgElement('g', { class: 'pin' });
  private readonly picture = svgElement('svg', { role: 'img' }, this.bars, this.axis, this.pin);
  private readonly table = htmlElement('table', { class: 'visually-hidden' });
  private pinLabel = '';

  constructor({ kind, words }: HistogramOptions) {
    this.kind = kind;
    this.words = words;
    this.element = htmlElement('div', { class: 'histogram', 'data-kind': kind }, this.picture, this.table);
  }

  /** Takes effect with the next drawing. */
  setWords(words: Words): void {
    this.words = words;
  }

  draw(distribution: LabelDistribution, size: PlotSize): void {
    const { kind, words } = this;
    const { width, height } = size;
    setAttributes(this.picture, {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'aria-label': kind === 'age' ? words.ageAloud(distribution) : words.votesAloud(distribution),
    });
    this.pinLabel = words.expected(distribution.expectation);
    const layout = this.move(distribution, size);
    drawAxis(this.axis, layout, { width, number: words.number });
    fillTable(
      this.table,
      kind === 'age' ? words.ageColumns : words.voteColumns,
      tableRows(distribution, words),
    );
  }

  /** Draws bars and pin of a curve in transition; the words stay those of the curve that was drawn last. */
  move(distribution: LabelDistribution, { width, height }: PlotSize): HistogramLayout {
    const layout = layOutHistogram(distribution, histogramSize(this.kind, width, height));
    drawBars(this.bars, layout.bars, ({ share }) => share);
    drawPin(this.pin, layout.pin, layout.baseline, this.pinLabel);
    return layout;
  }
}

/**
 * The same bars, small and without words, for a list that has the words next to them. They stretch to the width of their place.
 * All bars of one strength are one path, since a list of many faces would otherwise have thousands of elements.
 */
export class SmallHistogram {
  readonly element: SVGSVGElement;
  private readonly size: HistogramSize;
  private readonly bars = [...INTERVAL_SHARES, null].map((share) => ({
    share,
    path: svgElement('path', { 'data-share': share ?? 'rest' }),
  }));
  private readonly pin = svgElement('line', { class: 'pin', y1: 0 });

  constructor(kind: CurveKind, { width, height }: PlotSize) {
    this.size = { ...histogramSize(kind, width, height), withAxis: false };
    this.element = svgElement(
      'svg',
      {
        class: 'small-histogram',
        'data-kind': kind,
        viewBox: `0 0 ${width} ${height}`,
        preserveAspectRatio: 'none',
        'aria-hidden': 'true',
      },
      svgElement('g', { class: 'bars' }, ...this.bars.map(({ path }) => path)),
      this.pin,
    );
  }

  /** @param distribution null shows no bars */
  draw(distribution: LabelDistribution | null): void {
    this.element.toggleAttribute('data-empty', distribution === null);
    if (distribution === null) return;
    const { bars, pin, baseline } = layOutHistogram(distribution, this.size);
    for (const { share, path } of this.bars) {
      const drawn = bars.filter((bar) => bar.share === share);
      const corners = drawn.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`);
      setAttributes(path, { d: corners.join('') });
    }
    setAttributes(this.pin, { x1: pin.x, x2: pin.x, y2: baseline });
  }
}

function histogramSize(kind: CurveKind, width: number, height: number): HistogramSize {
  return { width, height, fullHeight: FULL_HEIGHT[kind], withAxis: true };
}

function tableRows(distribution: LabelDistribution, words: Words): [string, string][] {
  return histogramRows(distribution).map(({ from, to, probability }) => [
    from === to ? words.number(from) : `${words.number(from)}–${words.number(to)}`,
    words.percent(probability),
  ]);
}
