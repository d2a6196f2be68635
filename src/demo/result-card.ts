import type { LabelDistribution } from '../index.ts';
import type { Phrase, Words } from '../languages/index.ts';
import { FULL_HEIGHT, type HistogramLayout, layOutHistogram } from '../view/index.ts';

/** Pixels, in the usual shape of link previews. */
export const CARD = { width: 1200, height: 630 };

/** The page's light colours: a saved picture looks the same everywhere. */
const COLOURS = { paper: '#f5f2ec', ink: '#1c1a17', soft: '#6b655b', hair: '#ddd6ca', age: '#2b47d6' };
/** Opacity of the bars of the 50, 80 and 95 % intervals and of the rest, as in the page's curves. */
const STRENGTHS = { 50: 1, 80: 0.56, 95: 0.28, rest: 0.14 };
const SERIF = '"Instrument Serif", Georgia, serif';
const SANS = '"Instrument Sans", system-ui, sans-serif';
const SIDE = 60;
const FACE = 236;
/** The plot is laid out at half size and zoomed, so that its text is as large as the other text. */
const PLOT = { left: SIDE, top: 292, width: (CARD.width - 2 * SIDE) / 2, height: 132, zoom: 2 };

export interface CardContent {
  readonly words: Words;
  readonly age: LabelDistribution;
  /** In the foot, after the model. */
  readonly day: string;
  /** The lines at the foot, left and right. */
  readonly foot: readonly [left: string, right: string];
  /** A square picture of the face; null to leave it out. */
  readonly face: CanvasImageSource | null;
}

/** Draws a result as a picture of 1200 x 630 pixels. @throws DOMException if the browser cannot encode it */
export async function drawCard(content: CardContent): Promise<Blob> {
  await Promise.all(
    [`400 40px ${SERIF}`, `italic 400 40px ${SERIF}`, `400 24px ${SANS}`].map((font) =>
      document.fonts.load(font),
    ),
  );
  const canvas = document.createElement('canvas');
  canvas.width = CARD.width;
  canvas.height = CARD.height;
  const context = canvas.getContext('2d');
  if (context === null) throw new DOMException('The browser gives no 2D canvas.', 'EncodingError');
  context.fillStyle = COLOURS.paper;
  context.fillRect(0, 0, CARD.width, CARD.height);
  drawHead(context, content);
  drawPlot(context, content);
  drawFoot(context, content);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob !== null) resolve(blob);
      else reject(new DOMException('The picture could not be encoded.', 'EncodingError'));
    }, 'image/png');
  });
}

function drawHead(context: CanvasRenderingContext2D, { words, age, face }: CardContent): void {
  write(context, words.looksAbout({ number: 1, count: 1 }), {
    x: SIDE,
    y: 84,
    font: `400 26px ${SANS}`,
    colour: COLOURS.soft,
  });
  const number = words.years(age);
  const numberFont = `400 210px ${SERIF}`;
  write(context, number, { x: SIDE - 6, y: 252, font: numberFont, colour: COLOURS.ink });
  const left = SIDE + context.measureText(number).width + 34;
  const right = CARD.width - SIDE - (face === null ? 0 : FACE + 40);
  writePhrase(context, words.aboutAge(age), { left, right, bottom: 252 });
  if (face === null) return;
  context.save();
  context.beginPath();
  context.roundRect(CARD.width - SIDE - FACE, 44, FACE, FACE, 20);
  context.clip();
  context.imageSmoothingQuality = 'high';
  context.drawImage(face, CARD.width - SIDE - FACE, 44, FACE, FACE);
  context.restore();
}

function drawPlot(context: CanvasRenderingContext2D, { words, age }: CardContent): void {
  const layout = layOutHistogram(age, { ...PLOT, fullHeight: FULL_HEIGHT.age, withAxis: true });
  context.save();
  context.translate(PLOT.left, PLOT.top);
  context.scale(PLOT.zoom, PLOT.zoom);
  for (const { x, y, width, height, radius, share } of layout.bars) {
    context.globalAlpha = STRENGTHS[share ?? 'rest'];
    context.fillStyle = COLOURS.age;
    context.beginPath();
    context.roundRect(x, y, width, height, radius);
    context.fill();
  }
  context.globalAlpha = 1;
  drawCardAxis(context, layout, words);
  drawCardPin(context, layout, words.expected(age.expectation));
  context.restore();
}

function drawCardAxis(
  context: CanvasRenderingContext2D,
  { baseline, ticks }: HistogramLayout,
  words: Words,
): void {
  context.fillStyle = COLOURS.hair;
  context.fillRect(0, baseline, PLOT.width, 1);
  for (const { x, label } of ticks) {
    write(context, words.number(label), {
      x,
      y: baseline + 18,
      font: `400 12px ${SANS}`,
      colour: COLOURS.soft,
      align: 'center',
    });
  }
}

function drawCardPin(
  context: CanvasRenderingContext2D,
  { baseline, pin }: HistogramLayout,
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

function drawFoot(context: CanvasRenderingContext2D, { day, foot: [left, right] }: CardContent): void {
  context.fillStyle = COLOURS.hair;
  context.fillRect(SIDE, 562, CARD.width - 2 * SIDE, 1);
  const font = `400 20px ${SANS}`;
  write(context, 'facecurve', { x: SIDE, y: 600, font: `italic 400 34px ${SERIF}`, colour: COLOURS.ink });
  const after = SIDE + context.measureText('facecurve').width + 22;
  write(context, `${left} · ${day}`, { x: after, y: 600, font, colour: COLOURS.soft });
  write(context, right, { x: CARD.width - SIDE, y: 600, font, colour: COLOURS.soft, align: 'right' });
}

interface Writing {
  readonly x: number;
  readonly y: number;
  readonly font: string;
  readonly colour: string;
  readonly align?: CanvasTextAlign;
}

function write(
  context: CanvasRenderingContext2D,
  text: string,
  { x, y, font, colour, align = 'left' }: Writing,
): void {
  context.font = font;
  context.fillStyle = colour;
  context.textAlign = align;
  context.fillText(text, x, y);
}

/** Breaks a phrase into lines between `left` and `right` that end at `bottom`; the marked part has the curve's colour. */
function writePhrase(
  context: CanvasRenderingContext2D,
  phrase: Phrase,
  { left, right, bottom }: { left: number; right: number; bottom: number },
): void {
  context.font = `400 46px ${SERIF}`;
  context.textAlign = 'left';
  const pieces = phrase.flatMap((part) => {
    const [text, colour] = typeof part === 'string' ? [part, COLOURS.ink] : [part.mark, COLOURS.age];
    return text.split(/(?<=\s)/).map((word) => ({ word, colour }));
  });
  const lines: { word: string; colour: string; x: number }[][] = [[]];
  let x = left;
  for (const { word, colour } of pieces) {
    const width = context.measureText(word).width;
    if (x + context.measureText(word.trimEnd()).width > right && x > left) {
      lines.push([]);
      x = left;
    }
    lines.at(-1)?.push({ word, colour, x });
    x += width;
  }
  lines.forEach((line, index) => {
    for (const { word, colour, x: at } of line) {
      context.fillStyle = colour;
      context.fillText(word, at, bottom - (lines.length - 1 - index) * 54);
    }
  });
}
