import type { LabelDistribution } from '../distribution/index.ts';
import type { FacePlace, Message, Words } from '../languages/index.ts';
import { COLOURS, type Context2D, SANS, SERIF, write, writePhrase } from './canvas-writing.ts';
import { FULL_HEIGHT } from './histogram.ts';
import { type HistogramBar, type HistogramLayout, layOutHistogram } from './histogram-layout.ts';

/** Size of a drawn result with its margins. Scale the context to make it larger or smaller. */
export const RESULT = { width: 1200, height: 576, side: 60 };

/** Opacity of the bars of the 50, 80 and 95 % intervals and of the rest, as in the page's curves. */
const STRENGTHS = { 50: 1, 80: 0.56, 95: 0.28, rest: 0.14 };
const PLOT = { left: RESULT.side, top: 292, width: RESULT.width - 2 * RESULT.side, height: 264 };
/** A plot is laid out at half size and zoomed, so that its text is as large as the other text. */
export const PLOT_ZOOM = 2;

/** Where a plot lies on the canvas, in its pixels. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnResult {
  readonly words: Words;
  readonly age: LabelDistribution;
  readonly place: FacePlace;
  /** Width on the right that the sentence leaves free. */
  readonly free?: number;
}

/** Draws number, sentence and curve of an age, at the context's origin. */
export function drawResult(context: Context2D, result: DrawnResult): void {
  drawHead(context, result);
  drawPlot(context, result, PLOT);
}

/** Draws the message that stands in the place of a curve. */
export function drawMessage(context: Context2D, { title, text, remedy }: Message): void {
  const { side, width } = RESULT;
  write(context, title, { x: side, y: 150, font: `400 80px ${SERIF}`, colour: COLOURS.ink });
  const column = { left: side, right: width - side, bottom: 480, lineHeight: 60 };
  writePhrase(context, [`${text} ${remedy}`], { ...column, font: `400 46px ${SERIF}` });
}

/** Draws the paper under a result or a message. */
export function drawSheet(context: Context2D): void {
  context.fillStyle = COLOURS.paper;
  context.beginPath();
  context.roundRect(0, 0, RESULT.width, RESULT.height, 40);
  context.fill();
}

function drawHead(context: Context2D, { words, age, place, free = 0 }: DrawnResult): void {
  const { side, width } = RESULT;
  const eyebrow = { x: side, y: 84, font: `400 26px ${SANS}`, colour: COLOURS.soft };
  write(context, words.looksAbout(place), eyebrow);
  const number = words.years(age);
  const font = `400 210px ${SERIF}`;
  write(context, number, { x: side - 6, y: 252, font, colour: COLOURS.ink });
  const left = side + context.measureText(number).width + 34;
  const column = { left, right: width - side - free, bottom: 252, lineHeight: 54 };
  writePhrase(context, words.aboutAge(age), { ...column, font: `400 46px ${SERIF}` });
}

/** Draws the curve of an age with its axis and pin. @param place in pixels of the canvas */
export function drawPlot(
  context: Context2D,
  { words, age }: Pick<DrawnResult, 'words' | 'age'>,
  place: Place,
): void {
  const layout = layOutPlot(age, place);
  zoomInto(context, place);
  context.fillStyle = COLOURS.age;
  for (const bar of layout.bars) drawBar(context, bar, STRENGTHS[bar.share ?? 'rest']);
  drawAxis(context, layout, words);
  drawPin(context, layout, words.expected(age.expectation));
  context.restore();
}

/** The layout of a curve of ages for `zoomInto`. @param fullHeight see `HistogramSize` */
export function layOutPlot(
  age: LabelDistribution,
  { width, height }: Place,
  fullHeight = FULL_HEIGHT.age,
): HistogramLayout {
  const size = { width: width / PLOT_ZOOM, height: height / PLOT_ZOOM };
  return layOutHistogram(age, { ...size, fullHeight, withAxis: true });
}

/** Call `restore` afterwards. */
export function zoomInto(context: Context2D, { left, top }: Place): void {
  context.save();
  context.translate(left, top);
  context.scale(PLOT_ZOOM, PLOT_ZOOM);
}

export function drawBar(
  context: Context2D,
  { x, y, width, height, radius }: HistogramBar,
  opacity: number,
): void {
  context.globalAlpha = opacity;
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fill();
  context.globalAlpha = 1;
}

export function drawAxis(context: Context2D, { baseline, bars, ticks }: HistogramLayout, words: Words): void {
  const [first, last] = [bars[0], bars.at(-1)];
  context.fillStyle = COLOURS.hair;
  context.fillRect(0, baseline, (first?.x ?? 0) + (last?.x ?? 0) + (last?.width ?? 0), 1);
  const label = {
    y: baseline + 18,
    font: `400 12px ${SANS}`,
    colour: COLOURS.soft,
    align: 'center',
  } as const;
  for (const tick of ticks) write(context, words.number(tick.label), { ...label, x: tick.x });
}

export function drawPin(
  context: Context2D,
  { baseline, pin }: Pick<HistogramLayout, 'baseline' | 'pin'>,
  label: string,
): void {
  const { x, top, textX, textAnchor } = pin;
  context.fillStyle = COLOURS.ink;
  context.fillRect(x - 0.8, top, 1.6, baseline - top);
  context.beginPath();
  context.arc(x, top, 4, 0, 2 * Math.PI);
  context.fill();
  const align = textAnchor === 'start' ? 'left' : 'right';
  write(context, label, { x: textX, y: top + 4.5, font: `400 12px ${SANS}`, colour: COLOURS.ink, align });
}
