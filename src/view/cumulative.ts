import type { LabelDistribution } from '../distribution/index.ts';
import type { Phrase, Words } from '../languages/index.ts';
import { htmlElement, setAttributes, svgElement } from './create-element.ts';
import { type CumulativeLayout, layOutCumulative } from './cumulative-layout.ts';
import type { PlotSize } from './histogram.ts';
import { LineSlider } from './line-slider.ts';
import { drawAxis, drawBars, drawPin, fillTable } from './plot-parts.ts';

/** Rows of the hidden table: one in ten labels is enough to convey the curve's shape. */
const TABLE_STEP = 10;

export interface CumulativeOptions {
  readonly words: Words;
  /** Called when the pin is moved to this label. */
  readonly onChoose: (label: number) => void;
}

/** Shows how likely a face looks older than each age, with a line that can be dragged or moved with the keyboard. */
export class Cumulative {
  readonly element: HTMLElement;
  private words: Words;
  private readonly lines = svgElement('g', { class: 'lines' });
  private readonly bars = svgElement('g', { class: 'bars' });
  private readonly axis = svgElement('g', { class: 'axis' });
  private readonly pin = svgElement('g', { class: 'pin' });
  private readonly picture = svgElement('svg', { role: 'img' }, this.lines, this.bars, this.axis, this.pin);
  private readonly slider: LineSlider;
  private readonly table = htmlElement('table', { class: 'visually-hidden' });

  constructor({ words, onChoose }: CumulativeOptions) {
    this.words = words;
    this.slider = new LineSlider(onChoose);
    this.element = htmlElement(
      'div',
      { class: 'histogram cumulative', 'data-kind': 'age' },
      this.picture,
      this.slider.element,
      this.table,
    );
  }

  /** Takes effect with the next drawing. */
  setWords(words: Words): void {
    this.words = words;
  }

  /** The sentence of the line. @param chosen label at which the line stands */
  say(age: LabelDistribution, chosen: number): Phrase {
    return this.words.aboutOlder(chosen, age.probabilityAbove(chosen));
  }

  /** @param chosen label at which the line stands */
  draw(age: LabelDistribution, size: PlotSize, chosen: number): void {
    const { words } = this;
    const layout = this.move(age, size, chosen);
    const { width, height } = size;
    setAttributes(this.picture, {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'aria-label': words.olderAloud(age),
    });
    this.drawLines(layout, width);
    drawAxis(this.axis, layout, { width, number: words.number });
    const label = words.olderThan(chosen, age.probabilityAbove(chosen));
    drawPin(this.pin, layout.pin, layout.baseline, label);
    this.slider.place(layout, {
      min: age.labels[0] ?? 0,
      max: age.labels.at(-1) ?? 100,
      value: chosen,
      name: words.olderSlider,
      text: label,
    });
    const rows = Array.from(age.labels)
      .filter((year) => year % TABLE_STEP === 0)
      .map((year): [string, string] => [words.number(year), words.percent(age.probabilityAbove(year))]);
    fillTable(this.table, words.olderColumns, rows);
  }

  /** Draws the bars of a curve in transition; the words stay those of the curve that was drawn last. */
  move(age: LabelDistribution, size: PlotSize, chosen: number): CumulativeLayout {
    const layout = layOutCumulative(age, size, chosen);
    drawBars(this.bars, layout.bars, ({ label }) => (label === chosen ? 50 : 95));
    return layout;
  }

  private drawLines({ lines }: CumulativeLayout, width: number): void {
    const nodes = lines.flatMap(({ y, share }) => [
      svgElement('line', { x1: 0, x2: width, y1: y, y2: y }),
      svgElement('text', { x: width, y: y - 5, 'text-anchor': 'end' }, this.words.percent(share)),
    ]);
    this.lines.replaceChildren(...nodes);
  }
}
