import type { LabelDistribution } from '../distribution/index.ts';
import type { FacePlace, Message, Words } from '../languages/index.ts';
import { COLOURS, type Context2D, SANS, SERIF, write, writePhrase } from './canvas-writing.ts';
import { FULL_HEIGHT } from './histogram.ts';
import { type HistogramLayout, layOutHistogram } from './histogram-layout.ts';

/** Size of a drawn result with its margins. Scale the context to make it larger or smaller. */
export const RESULT = { width: 1200, height: 576, side: 60 };

/** Opacity of the bars of the 50, 80 and 95 % intervals and of the rest, as in the page's curves. */
const STRENGTHS = { 50: 1, 80: 0.56, 95: 0.28, rest: 0.14 };
/** The plot is laid out at half size and zoomed, so that its text is as large as the other text. */
const PLOT = { top: 292, width: (RESULT.width - 2 * RESULT.side) / 2, height: 132, zoom: 2 };

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
  drawPlot(context, result);
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

function drawPlot(context: Context2D, { words, age }: DrawnResult): void {
  const layout = layOutHistogram(age, { ...PLOT, fullHeight: FULL_HEIGHT.age, withAxis: true });
  context.save();
  context.translate(RESULT.side, PLOT.top);
  context.scale(PLOT.zoom, PLOT.zoom);
  context.fillStyle = COLOURS.age;
  for (const { x, y, width, height, radius, share } of layout.bars) {
    context.globalAlpha = STRENGTHS[share ?? 'rest'];
    context.beginPath();
    context.roundRect(x, y, width, height, radius);
    context.fill();
  }
  context.globalAlpha = 1;
  drawAxis(context, layout, words);
  drawPin(context, layout, words.expected(age.expectation));
  context.restore();
}

function drawAxis(context: Context2D, { baseline, ticks }: HistogramLayout, words: Words): void {
  context.fillStyle = COLOURS.hair;
  context.fillRect(0, baseline, PLOT.width, 1);
  const label = {
    y: baseline + 18,
    font: `400 12px ${SANS}`,
    colour: COLOURS.soft,
    align: 'center',
  } as const;
  for (const tick of ticks) write(context, words.number(tick.label), { ...label, x: tick.x });
}

function drawPin(context: Context2D, { baseline, pin }: HistogramLayout, label: string): void {
  const { x, top, textX, textAnchor } = pin;
  context.fillStyle = COLOURS.ink;
  context.fillRect(x - 0.8, top, 1.6, baseline - top);
  context.beginPath();
  context.arc(x, top, 4, 0, 2 * Math.PI);
  context.fill();
  const align = textAnchor === 'start' ? 'left' : 'right';
  write(context, label, { x: textX, y: top + 4.5, font: `400 12px ${SANS}`, colour: COLOURS.ink, align });
}
