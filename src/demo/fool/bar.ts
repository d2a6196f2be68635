import type { Picture } from './picture.ts';
import type { Spot } from './tilt.ts';

export interface Bar {
  readonly middle: Spot;
  /** Pixels along the line between the eyes, and across it. */
  readonly length: number;
  readonly height: number;
  /** Direction of its length, of length 1. */
  readonly along: Spot;
}

/** Grey of a bar as in a newspaper. */
const BAR_GREY = 20;

/** Lays a dark bar on a picture. */
export function covered(picture: Picture, { middle, length, height, along }: Bar): Picture {
  if (height === 0) return picture;
  const data = new Uint8ClampedArray(picture.data);
  for (let at = 0; at < data.length; at += 4) {
    const pixel = at >> 2;
    const right = (pixel % picture.width) + 0.5 - middle.x;
    const down = Math.floor(pixel / picture.width) + 0.5 - middle.y;
    const isInside =
      Math.abs(right * along.x + down * along.y) <= length / 2 &&
      Math.abs(down * along.x - right * along.y) <= height / 2;
    if (isInside) data.fill(BAR_GREY, at, at + 3);
  }
  return { ...picture, data };
}
