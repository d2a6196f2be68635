import type { LabelDistribution } from '../index.ts';
import type { Words } from '../languages/index.ts';
import { COLOURS, drawResult, RESULT, SANS, SERIF, write } from '../view/canvas.ts';

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
  const { words, age, face } = content;
  drawResult(context, { words, age, place: { number: 1, count: 1 }, free: face === null ? 0 : FACE + 40 });
  if (face !== null) drawFace(context, face);
  drawFoot(context, content);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob !== null) resolve(blob);
      else reject(new DOMException('The picture could not be encoded.', 'EncodingError'));
    }, 'image/png');
  });
}

function drawFace(context: CanvasRenderingContext2D, face: CanvasImageSource): void {
  context.save();
  context.beginPath();
  context.roundRect(CARD.width - SIDE - FACE, 44, FACE, FACE, 20);
  context.clip();
  context.imageSmoothingQuality = 'high';
  context.drawImage(face, CARD.width - SIDE - FACE, 44, FACE, FACE);
  context.restore();
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
