import { difference, type LabelDistribution, overlap } from '../index.ts';
import { apartSentences, type ToolWords } from '../languages/index.ts';
import {
  COLOURS,
  drawAxis,
  drawBar,
  drawPin,
  layOutPlot,
  SANS,
  SERIF,
  write,
  writePhrase,
  zoomInto,
} from '../view/canvas.ts';
import { FULL_HEIGHT, pinPlace } from '../view/index.ts';
import { drawFace, onPaper } from './paper.ts';
import { drawFoot, PHONE, SIDE } from './phone-card.ts';
import type { CardContent } from './result-card.ts';

export interface PairFace {
  readonly age: LabelDistribution;
  /** A square picture of the face; null to leave it out. */
  readonly face: CanvasImageSource | null;
}

export interface PairContent extends Pick<CardContent, 'words' | 'foot' | 'day'> {
  readonly first: PairFace;
  readonly second: PairFace;
  readonly tools: Pick<ToolWords, 'age' | 'compare'>;
}

const RIGHT = PHONE.width - SIDE;
const MIDDLE = PHONE.width / 2 + 20;
const FACE = 150;
const PLOT = { left: SIDE, top: 740, width: PHONE.width - 2 * SIDE, height: 400 };
/** As in the plot of the page. */
const LOOKS = {
  first: { colour: COLOURS.soft, opacity: 0.55 },
  second: { colour: COLOURS.age, opacity: 0.6 },
  both: { colour: COLOURS.ink, opacity: 0.7 },
} as const;
/** The second pin stands lower than the first, so that their labels never overlap. */
const PIN_STEP = 16;

/** Draws two compared faces as a picture of the size of a phone. @throws DOMException if the browser cannot encode it */
export function drawPairCard(content: PairContent): Promise<Blob> {
  const { first, second, tools } = content;
  const { compare } = tools;
  return onPaper(PHONE, (context) => {
    drawHead(context, content, { ...first, name: compare.first, left: SIDE });
    drawHead(context, content, { ...second, name: compare.second, left: MIDDLE });
    const column = { left: SIDE, right: RIGHT };
    const share = compare.overlap(overlap(first.age, second.age));
    writePhrase(context, share, { ...column, bottom: 570, lineHeight: 70, font: `400 60px ${SERIF}` });
    const apart = [apartSentences(difference(second.age, first.age), compare.apart)];
    writePhrase(context, apart, { ...column, bottom: 700, lineHeight: 40, font: `400 30px ${SANS}` });
    drawPair(context, content);
    drawKey(context, compare);
    drawFoot(context, content);
  });
}

function drawHead(
  context: CanvasRenderingContext2D,
  { words, tools }: PairContent,
  { age, face, name, left }: PairFace & { readonly name: string; readonly left: number },
): void {
  const quiet = { x: left, font: `400 30px ${SANS}`, colour: COLOURS.soft };
  write(context, name, { ...quiet, y: 130 });
  write(context, words.years(age), { x: left - 6, y: 350, font: `400 240px ${SERIF}`, colour: COLOURS.ink });
  write(context, tools.age.range(age), { ...quiet, y: 410 });
  if (face !== null) drawFace(context, face, { x: left + 250, y: 200, side: FACE });
}

function drawPair(context: CanvasRenderingContext2D, { words, tools, first, second }: PairContent): void {
  const fullHeight = Math.max(FULL_HEIGHT.age, ...first.age.probabilities, ...second.age.probabilities);
  const [one, other] = [layOutPlot(first.age, PLOT, fullHeight), layOutPlot(second.age, PLOT, fullHeight)];
  zoomInto(context, PLOT);
  one.bars.forEach((bar, index) => {
    const otherBar = other.bars[index] ?? bar;
    const both = bar.height < otherBar.height ? bar : otherBar;
    for (const [whose, drawn] of [
      ['first', bar],
      ['second', otherBar],
      ['both', both],
    ] as const) {
      context.fillStyle = LOOKS[whose].colour;
      drawBar(context, drawn, LOOKS[whose].opacity);
    }
  });
  drawAxis(context, one, words);
  const isFirstLower = first.age.expectation <= second.age.expectation;
  const label = (name: string, { age }: PairFace) => `${name} ${words.number(age.expectation, 1)}`;
  const toLeft = (x: number, isLower: boolean) => (isLower ? x > 110 : x > PLOT.width / 2 - 110);
  const { baseline } = one;
  drawPin(
    context,
    { baseline, pin: pinPlace(one.pin.x, one.pin.top, toLeft(one.pin.x, isFirstLower)) },
    label(tools.compare.first, first),
  );
  drawPin(
    context,
    { baseline, pin: pinPlace(other.pin.x, other.pin.top + PIN_STEP, toLeft(other.pin.x, !isFirstLower)) },
    label(tools.compare.second, second),
  );
  context.restore();
}

function drawKey(context: CanvasRenderingContext2D, compare: ToolWords['compare']): void {
  let x = SIDE;
  for (const whose of ['first', 'second', 'both'] as const) {
    context.globalAlpha = LOOKS[whose].opacity;
    context.fillStyle = LOOKS[whose].colour;
    context.beginPath();
    context.roundRect(x, 1164, 28, 18, 6);
    context.fill();
    context.globalAlpha = 1;
    write(context, compare[whose], { x: x + 40, y: 1182, font: `400 26px ${SANS}`, colour: COLOURS.soft });
    x += 40 + context.measureText(compare[whose]).width + 36;
  }
}
