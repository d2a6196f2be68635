import type { LabelDistribution } from '../index.ts';
import type { Words } from '../languages/index.ts';
import { COLOURS, drawResult, RESULT, SANS, SERIF, write } from '../view/canvas.ts';
import { drawFace, onPaper } from './paper.ts';

/** Pixels, in the usual shape of link previews. */
const CARD = { width: RESULT.width, height: 630 };

const SIDE = RESULT.side;
const FACE = 236;

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
export function drawCard(content: CardContent): Promise<Blob> {
  const { words, age, face } = content;
  return onPaper(CARD, (context) => {
    drawResult(context, { words, age, place: { number: 1, count: 1 }, free: face === null ? 0 : FACE + 40 });
    if (face !== null) drawFace(context, face, { x: CARD.width - SIDE - FACE, y: 44, side: FACE });
    drawFoot(context, content);
  });
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
