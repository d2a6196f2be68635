import type { Box, FaceEstimate } from '../../index.ts';
import type { Picture } from './picture.ts';
import { shrunk } from './resample.ts';

/** Draws the part of the shown picture around a box; see `Stage.drawCrop`. */
export type DrawCrop = (canvas: HTMLCanvasElement, box: Box) => void;

/** Pixels on each side: under 320, a photo is searched from afar and in a close-up, not in tiles. */
const SIDE = 304;
/** Read from the shown picture at most, then shrunk by areas: a canvas would leave pixels out. */
const MOST_READ = 4 * SIDE;
/** Sides of the box that are cut out; `drawCrop` itself draws so many. */
const AROUND = 2.2;
const DRAWN_AROUND = 1.35;

/** Copies the face with what is around it, at most `SIDE` pixels wide; null where the browser gives no pixels. */
export function workingPicture({ box, frame }: FaceEstimate, drawCrop: DrawCrop): Picture | null {
  const side = Math.min(AROUND * Math.max(box.width, box.height), frame.width, frame.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(Math.min(MOST_READ, side)));
  canvas.height = canvas.width;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  drawCrop(canvas, grown(box, AROUND / DRAWN_AROUND));
  return shrunk(context.getImageData(0, 0, canvas.width, canvas.height), SIDE / canvas.width);
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return {
    x: x - ((by - 1) * width) / 2,
    y: y - ((by - 1) * height) / 2,
    width: by * width,
    height: by * height,
  };
}

/** Of the faces of a working picture the one that it was cut out for: the nearest to its middle. */
export function faceInMiddle(
  faces: readonly FaceEstimate[],
  { width, height }: Pick<Picture, 'width' | 'height'>,
) {
  const distance = ({ box }: FaceEstimate) =>
    Math.hypot(box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2);
  return [...faces].sort((a, b) => distance(a) - distance(b))[0];
}
