import type { Phrase } from '../languages/index.ts';

/** A page's canvas, or one without a page. */
export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** The light colours: a drawn result looks the same everywhere. */
export const COLOURS = { paper: '#f5f2ec', ink: '#1c1a17', soft: '#6b655b', hair: '#ddd6ca', age: '#2b47d6' };
export const SERIF = '"Instrument Serif", Georgia, serif';
export const SANS = '"Instrument Sans", system-ui, sans-serif';

export interface Writing {
  readonly x: number;
  readonly y: number;
  readonly font: string;
  readonly colour: string;
  readonly align?: CanvasTextAlign;
}

export function write(
  context: Context2D,
  text: string,
  { x, y, font, colour, align = 'left' }: Writing,
): void {
  context.font = font;
  context.fillStyle = colour;
  context.textAlign = align;
  context.fillText(text, x, y);
}

export interface Column {
  readonly left: number;
  readonly right: number;
  /** Base line of the last line. */
  readonly bottom: number;
  readonly font: string;
  readonly lineHeight: number;
}

/** Breaks a phrase into lines between `left` and `right` that end at `bottom`; the marked part has the curve's colour. */
export function writePhrase(
  context: Context2D,
  phrase: Phrase,
  { left, right, bottom, font, lineHeight }: Column,
): void {
  context.font = font;
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
      context.fillText(word, at, bottom - (lines.length - 1 - index) * lineHeight);
    }
  });
}
