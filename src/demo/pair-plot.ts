import type { LabelDistribution } from '../index.ts';
import type { ToolWords, Words } from '../languages/index.ts';
import {
  drawAxis,
  FULL_HEIGHT,
  type HistogramLayout,
  layOutHistogram,
  setAttributes,
  svgElement,
} from '../view/index.ts';
import { namedPin, SECOND_PIN_TOP } from '../view/named-pin.ts';

export interface PairPlotOptions {
  readonly words: Words;
  readonly compare: ToolWords['compare'];
}

interface Pair {
  readonly first: LabelDistribution;
  readonly second: LabelDistribution;
}

/** Two age curves on one axis and one scale, with their common part highlighted. */
export class PairPlot {
  private readonly place: HTMLElement;
  private readonly options: PairPlotOptions;
  private readonly bars = svgElement('g', { class: 'bars' });
  private readonly axis = svgElement('g', { class: 'axis' });
  private readonly pins = svgElement('g', { class: 'pin' });
  private readonly picture = svgElement('svg', { role: 'img' }, this.bars, this.axis, this.pins);
  private pair: Pair | null = null;

  constructor(place: HTMLElement, options: PairPlotOptions) {
    this.place = place;
    this.options = options;
    place.append(this.picture);
    new ResizeObserver(() => this.draw()).observe(place);
  }

  show(pair: Pair): void {
    this.pair = pair;
    this.draw();
  }

  private draw(): void {
    const { clientWidth: width, clientHeight: height } = this.place;
    if (this.pair === null || width === 0 || height === 0) return;
    const { words, compare } = this.options;
    const { first, second } = this.pair;
    const fullHeight = Math.max(FULL_HEIGHT.age, ...first.probabilities, ...second.probabilities);
    const size = { width, height, fullHeight, withAxis: true };
    const [one, other] = [layOutHistogram(first, size), layOutHistogram(second, size)];
    const aloud = (name: string, age: LabelDistribution) => `${name}: ${words.ageAloud(age)}`;
    setAttributes(this.picture, {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'aria-label': `${aloud(compare.first, first)} ${aloud(compare.second, second)}`,
    });
    this.bars.replaceChildren(...pairBars(one, other));
    drawAxis(this.axis, one, { width, number: words.number });
    const label = (name: string, { expectation }: LabelDistribution) =>
      `${name} ${words.number(expectation, 1)}`;
    const isFirstLower = first.expectation <= second.expectation;
    this.pins.replaceChildren(
      namedPin(one, { label: label(compare.first, first), top: one.pin.top, toLeft: isFirstLower, width }),
      namedPin(other, {
        label: label(compare.second, second),
        top: SECOND_PIN_TOP,
        toLeft: !isFirstLower,
        width,
      }),
    );
  }
}

/** Two bars per label, and over them their common part. */
function pairBars(one: HistogramLayout, other: HistogramLayout): SVGElement[] {
  return one.bars.flatMap((bar, index) => {
    const otherBar = other.bars[index] ?? bar;
    const shared = bar.height < otherBar.height ? bar : otherBar;
    return (
      [
        ['first', bar],
        ['second', otherBar],
        ['both', shared],
      ] as const
    ).map(([whose, { x, y, width, height, radius }]) =>
      svgElement('rect', { x, y, width, height, rx: radius, 'data-whose': whose }),
    );
  });
}
