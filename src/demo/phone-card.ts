import { extraWordsFor, type Words } from '../languages/index.ts';
import { COLOURS, drawPlot, SANS, SERIF, write, writePhrase } from '../view/canvas.ts';
import { drawFace, onPaper } from './paper.ts';
import type { CardContent } from './result-card.ts';

/** Pixels: fills the screen of a phone. */
export const PHONE = { width: 1080, height: 1350 };
export const SIDE = 80;
const RIGHT = PHONE.width - SIDE;
const FACE = 400;
const PLOT = { left: SIDE, top: 700, width: PHONE.width - 2 * SIDE, height: 470 };

/** Draws a result as a picture of the size of a phone. @throws DOMException if the browser cannot encode it */
export function drawPhoneCard(content: CardContent): Promise<Blob> {
  const { words, age, face } = content;
  return onPaper(PHONE, (context) => {
    const eyebrow = { x: SIDE, y: 130, font: `400 34px ${SANS}`, colour: COLOURS.soft };
    write(context, words.looksAbout({ number: 1, count: 1 }), eyebrow);
    const number = { x: SIDE - 10, y: 430, font: `400 370px ${SERIF}`, colour: COLOURS.ink };
    write(context, words.years(age), number);
    if (face !== null) drawFace(context, face, { x: RIGHT - FACE, y: 90, side: FACE });
    const column = { left: SIDE, right: RIGHT, bottom: 640, lineHeight: 76 };
    writePhrase(context, words.aboutAge(age), { ...column, font: `400 68px ${SERIF}` });
    drawPlot(context, { words, age }, PLOT);
    drawFoot(context, content);
  });
}

/** The lowest part of a picture to pass on: where it was worked out, by which model, and when. */
export function drawFoot(
  context: CanvasRenderingContext2D,
  { words, foot: [model], day }: { readonly words: Words } & Pick<CardContent, 'foot' | 'day'>,
): void {
  context.fillStyle = COLOURS.hair;
  context.fillRect(SIDE, 1216, RIGHT - SIDE, 1);
  write(context, 'facecurve', { x: SIDE, y: 1284, font: `italic 400 50px ${SERIF}`, colour: COLOURS.ink });
  const quiet = { x: RIGHT, font: `400 26px ${SANS}`, colour: COLOURS.soft, align: 'right' } as const;
  write(context, extraWordsFor(words.language).share.madeHere, { ...quiet, y: 1270, colour: COLOURS.ink });
  write(context, `${model} · ${day}`, { ...quiet, y: 1306 });
}
