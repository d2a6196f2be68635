import type { Box } from '../types.ts';
import { type Context2D, SANS, write } from './canvas-writing.ts';
import { CORNERS } from './face-marks.ts';

export interface DrawnMark {
  /** On the canvas. */
  readonly box: Box;
  /** Empty for the only face. */
  readonly number: string;
  readonly isChosen: boolean;
  /** Canvas pixels that are as large as a CSS pixel of the page's marks. */
  readonly pixel: number;
}

/** Draws four corners around a face, and its number, as the page's marks look. */
export function drawMark(context: Context2D, { box, number, isChosen, pixel }: DrawnMark): void {
  const { x, y, width, height } = box;
  const corners = new Path2D();
  corners.addPath(new Path2D(CORNERS), new DOMMatrix([width / 100, 0, 0, height / 100, x, y]));
  context.save();
  context.lineCap = 'round';
  stroke(context, corners, { colour: 'rgb(0 0 0 / 0.28)', width: (isChosen ? 5 : 4) * pixel });
  stroke(context, corners, { colour: '#fff', width: (isChosen ? 3.5 : 2) * pixel });
  if (number !== '') drawNumber(context, number, { x: x + width / 2, y: y + height, isChosen, pixel });
  context.restore();
}

function stroke(
  context: Context2D,
  path: Path2D,
  { colour, width }: { readonly colour: string; readonly width: number },
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke(path);
}

function drawNumber(
  context: Context2D,
  number: string,
  { x, y, isChosen, pixel }: { x: number; y: number; isChosen: boolean; pixel: number },
): void {
  const font = `400 ${12 * pixel}px ${SANS}`;
  context.font = font;
  const width = Math.max(20 * pixel, context.measureText(number).width + 12 * pixel);
  context.fillStyle = isChosen ? '#fff' : 'rgb(18 18 15 / 0.78)';
  context.beginPath();
  context.roundRect(x - width / 2, y - 10 * pixel, width, 20 * pixel, 10 * pixel);
  context.fill();
  const colour = isChosen ? '#1c1a17' : '#fff';
  write(context, number, { x, y: y + 4.3 * pixel, font, colour, align: 'center' });
}
