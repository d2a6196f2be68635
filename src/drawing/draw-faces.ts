import { FaceCurveError } from '../errors.ts';
import { languageOf, type Words, wordsFor } from '../languages/index.ts';
import type { Box, FaceEstimate, PictureSize } from '../types.ts';
import { type Context2D, drawMark, drawMessage, drawResult, drawSheet, RESULT } from '../view/canvas.ts';
import { markPlace, reasonFor, spokenAge } from '../view/index.ts';

export interface DrawFacesOptions {
  /** Where the picture lies on the canvas. By default it fills the canvas. */
  readonly picture?: Box | undefined;
  /**
   * Where the sheet with number, sentence and curve lies, in canvas pixels. It is 0.48 times as high as wide. By default it lies in
   * the lower left corner. False draws corners and numbers alone.
   */
  readonly sheet?: SheetPlace | false | undefined;
  /** Index of the face whose curve is drawn; by default the first one. */
  readonly chosen?: number | undefined;
  /** Language of the words, `en` or `de`; by default that of the page. */
  readonly language?: string | undefined;
}

interface SheetPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface Drawing {
  readonly faces: readonly FaceEstimate[];
  readonly chosen: number;
  readonly words: Words;
}

/** See `drawFaces` of `index.ts`. */
export async function drawFaces(
  context: Context2D,
  faces: readonly FaceEstimate[],
  { picture, sheet, chosen = 0, language = pageLanguage() }: DrawFacesOptions,
): Promise<string> {
  if (typeof context?.fillText !== 'function') {
    const remedy = "Pass what canvas.getContext('2d') gives.";
    throw new FaceCurveError('argument-invalid', 'context: the value is no 2D context.', { remedy });
  }
  const { width, height } = context.canvas;
  const drawing = { faces, chosen, words: await wordsFor(language) };
  context.save();
  context.direction = 'ltr';
  context.textBaseline = 'alphabetic';
  drawMarks(context, drawing, picture ?? { x: 0, y: 0, width, height });
  if (sheet !== false) drawCurve(context, drawing, sheet ?? lowerLeft({ width, height }));
  context.restore();
  return spokenAge(faces, chosen, drawing.words);
}

function drawMarks(context: Context2D, { faces, chosen, words }: Drawing, picture: Box): void {
  // On a picture of 500 pixels the marks look as on a page.
  const pixel = Math.max(1, Math.min(picture.width, picture.height) / 500);
  faces.forEach(({ box, frame }, index) => {
    const { left, top, width, height } = markPlace(box, frame, false);
    const onCanvas = {
      x: picture.x + (left / 100) * picture.width,
      y: picture.y + (top / 100) * picture.height,
      width: (width / 100) * picture.width,
      height: (height / 100) * picture.height,
    };
    const number = faces.length > 1 ? words.number(index + 1) : '';
    drawMark(context, { box: onCanvas, number, isChosen: index === chosen, pixel });
  });
}

function drawCurve(context: Context2D, { faces, chosen, words }: Drawing, { x, y, width }: SheetPlace): void {
  const face = faces[chosen];
  if (face === undefined) return;
  context.translate(x, y);
  context.scale(width / RESULT.width, width / RESULT.width);
  drawSheet(context);
  const { age } = face;
  if ('withheld' in age) drawMessage(context, reasonFor(face, words));
  else drawResult(context, { words, age, place: { number: chosen + 1, count: faces.length } });
}

function lowerLeft({ width, height }: PictureSize): SheetPlace {
  const margin = 0.02 * Math.min(width, height);
  const own = Math.min(width - 2 * margin, 0.9 * height);
  return { x: margin, y: height - margin - (own * RESULT.height) / RESULT.width, width: own };
}

function pageLanguage(): string {
  return typeof document === 'undefined' ? navigator.language : languageOf(document.documentElement);
}
