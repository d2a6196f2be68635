import type { LabelDistribution } from '../../index.ts';
import type { FoolWords } from '../../languages/fool-words.ts';
import type { Words } from '../../languages/index.ts';
import { setAttributes, svgElement } from '../../view/create-element.ts';
import { FULL_HEIGHT } from '../../view/histogram.ts';
import { type HistogramLayout, layOutHistogram } from '../../view/histogram-layout.ts';
import { namedPin, SECOND_PIN_TOP } from '../../view/named-pin.ts';
import { drawAxis, drawBars } from '../../view/plot-parts.ts';

/** Years: nearer than this two pins would hide each other. */
const APART = 0.3;

/** The curve as it is now, with the first one as an outline behind it, on one scale. */
export class ChangePlot {
  private readonly place: HTMLElement;
  private readonly words: Pick<Words, 'number' | 'expected' | 'ageAloud'>;
  private readonly fool: Pick<FoolWords, 'first'>;
  private readonly bars = svgElement('g', { class: 'bars' });
  private readonly outline = svgElement('path', { class: 'fool-outline' });
  private readonly axis = svgElement('g', { class: 'axis' });
  private readonly pins = svgElement('g', { class: 'pin' });
  private readonly picture = svgElement(
    'svg',
    { role: 'img' },
    this.bars,
    this.outline,
    this.axis,
    this.pins,
  );
  private first: LabelDistribution | null = null;
  private now: LabelDistribution | null = null;

  constructor(place: HTMLElement, words: Words, fool: FoolWords) {
    this.place = place;
    this.words = words;
    this.fool = fool;
    place.append(this.picture);
    new ResizeObserver(() => this.draw()).observe(place);
  }

  /** @param now null where the estimate gave up: the outline stays alone */
  show(first: LabelDistribution, now: LabelDistribution | null): void {
    this.first = first;
    this.now = now;
    this.draw();
  }

  private draw(): void {
    const { first, now, words, fool, place } = this;
    const { clientWidth: width, clientHeight: height } = place;
    if (first === null || width === 0 || height === 0) return;
    const fullHeight = Math.max(FULL_HEIGHT.age, ...first.probabilities, ...(now?.probabilities ?? []));
    const size = { width, height, fullHeight, withAxis: true };
    const before = layOutHistogram(first, size);
    const after = now === null ? null : layOutHistogram(now, size);
    setAttributes(this.picture, {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'aria-label': `${now === null ? '' : `${words.ageAloud(now)} `}${fool.first(first)}.`,
    });
    drawBars(this.bars, after?.bars ?? [], ({ share }) => share);
    setAttributes(this.outline, { d: outlineOf(before) });
    drawAxis(this.axis, before, { width, number: words.number });
    const isApart = now === null || Math.abs(now.expectation - first.expectation) > APART;
    const isHigher = now !== null && now.expectation >= first.expectation;
    const pins = [];
    if (isApart) {
      const mark = namedPin(before, {
        label: fool.first(first),
        top: SECOND_PIN_TOP,
        toLeft: isHigher,
        width,
      });
      setAttributes(mark, { class: 'fool-first' });
      pins.push(mark);
    }
    if (after !== null && now !== null) {
      const label = words.expected(now.expectation);
      pins.push(namedPin(after, { label, top: after.pin.top, toLeft: !isHigher, width }));
    }
    this.pins.replaceChildren(...pins);
  }
}

/** A line over the bars' tops, from the base line to the base line. */
function outlineOf({ bars, baseline }: HistogramLayout): string {
  const [first] = bars;
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return '';
  const slot = (last.x - first.x) / (bars.length - 1);
  const side = (slot - first.width) / 2;
  const start = `M${(first.x - side).toFixed(1)} ${baseline}`;
  return `${start}${bars.map(({ y }) => `V${y.toFixed(1)}h${slot.toFixed(2)}`).join('')}V${baseline}`;
}
