import type { LabelDistribution } from '../distribution/index.ts';
import { type DotsWords, dotsWordsFor } from '../languages/dots-words.ts';
import type { Phrase, Words } from '../languages/index.ts';
import { phraseText } from '../languages/phrase.ts';
import { htmlElement, setAttributes, svgElement } from './create-element.ts';
import type { PlotSize } from './histogram.ts';
import { LineSlider } from './line-slider.ts';
import { drawAxis, drawPin, fillTable } from './plot-parts.ts';
import {
  type AgeWindow,
  clamp,
  DOTS,
  type DotsLayout,
  dotYears,
  layOutDots,
  lineRange,
  scaleOf,
  windowFor,
  youngerThan,
} from './quantile-dots-layout.ts';

export interface QuantileDotsOptions {
  readonly words: Words;
  /** Called when the line is moved to this age. */
  readonly onChoose: (age: number) => void;
}

/** Shows a curve as fifty faces, a dot each, with a line that counts those younger than an age. */
export class QuantileDots {
  readonly element: HTMLElement;
  private words: Words;
  private sentences: DotsWords;
  private readonly dots = svgElement('g', { class: 'bars' });
  private readonly axis = svgElement('g', { class: 'axis' });
  private readonly pin = svgElement('g', { class: 'pin' });
  private readonly picture = svgElement('svg', { role: 'img' }, this.dots, this.axis, this.pin);
  private readonly slider: LineSlider;
  private readonly table = htmlElement('table', { class: 'visually-hidden' });
  private window: AgeWindow | null = null;
  private size = 0;

  constructor({ words, onChoose }: QuantileDotsOptions) {
    this.words = words;
    this.sentences = dotsWordsFor(words);
    this.slider = new LineSlider(onChoose);
    this.element = htmlElement(
      'div',
      { class: 'histogram dots', 'data-kind': 'age' },
      this.picture,
      this.slider.element,
      this.table,
    );
    this.dots.append(...Array.from({ length: DOTS }, () => svgElement('circle')));
  }

  /** What a dot stands for. */
  get caption(): string {
    return this.sentences.dot;
  }

  /** Takes effect with the next drawing. */
  setWords(words: Words): void {
    this.words = words;
    this.sentences = dotsWordsFor(words);
  }

  /** The sentence of the line. @param chosen where the line is wanted */
  say(age: LabelDistribution, chosen: number): Phrase {
    const line = clamp(chosen, lineRange(scaleOf(age)));
    return this.sentences.aboutYounger(line, youngerThan(dotYears(age), line), DOTS);
  }

  /** @param chosen age at which the line is wanted */
  draw(age: LabelDistribution, size: PlotSize, chosen: number): void {
    const { words, sentences } = this;
    const { width, height } = size;
    const years = dotYears(age);
    const scale = scaleOf(age);
    const line = clamp(chosen, lineRange(scale));
    this.window = windowFor(years, line, scale, this.window);
    const layout = layOutDots(years, size, { chosen: line, window: this.window, scale });
    this.size = layout.size;
    const younger = youngerThan(years, line);
    setAttributes(this.picture, {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'aria-label': sentences.dotsAloud(age),
    });
    this.drawDots(layout);
    drawAxis(this.axis, layout, { width, number: words.number });
    drawPin(this.pin, layout.pin, layout.baseline, sentences.youngerThan(line, younger, DOTS));
    this.slider.place(layout, {
      min: layout.line.first,
      max: layout.line.last,
      value: line,
      name: sentences.youngerSlider,
      text: phraseText(sentences.aboutYounger(line, younger, DOTS)),
    });
    fillTable(this.table, sentences.dotColumns, this.rows(years));
  }

  /** Draws the dots of a curve in transition. Between two windows nothing slides: the dots of one do not fit into the other. */
  move(age: LabelDistribution, size: PlotSize, chosen: number): void {
    const { window } = this;
    const years = dotYears(age);
    const [youngest = 0, oldest = 0] = [years[0], years.at(-1)];
    if (window === null || youngest < window.first || oldest >= window.last) return;
    const scale = scaleOf(age);
    const line = clamp(chosen, lineRange(scale));
    this.drawDots(layOutDots(years, size, { chosen: line, window, scale, dot: this.size }));
  }

  private drawDots({ dots }: DotsLayout): void {
    dots.forEach(({ x, y, radius, isYounger }, index) => {
      const dot = this.dots.children[index];
      if (dot === undefined) return;
      setAttributes(dot, { cx: x, cy: y, r: radius, 'data-share': isYounger ? 50 : 80 });
    });
  }

  private rows(years: readonly number[]): [string, string][] {
    const { number } = this.words;
    return [...new Set(years)].map((year) => [
      number(year),
      number(years.filter((each) => each === year).length),
    ]);
  }
}
