import type { Pixels } from '../pixels.ts';
import type { Box, PictureSize } from '../types.ts';
import { type GreyLevel, greyLevels } from './grey-levels.ts';
import { PlaceFerns, WINDOW } from './place-ferns.ts';
import { FERNS } from './trained-places.ts';

/** Side of a face's box in a window's middle, in pixels of the shrunken photo. */
const FACE = 13.6;
/** Windows begin at every third pixel. */
const STEP = 3;
/** Larger faces (share of the longer side) are found in the whole photo. */
const LARGEST = 0.3;
/** Places nearer than this (share of the larger one's side) are the same. */
const SAME_PLACE = 0.45;

interface Place extends Box {
  readonly score: number;
}

/**
 * The places outside of the covered boxes that look most like a face of 49 px or more, likeliest first, as boxes that a
 * detector would give. They are guesses: a look of the detector tells whether there is a face.
 * @param half the photo after so many halvings
 */
export function likelyPlaces(
  half: (halvings: number) => Pixels,
  frame: PictureSize,
  covered: readonly Box[],
  most: number,
): Box[] {
  const largest = LARGEST * Math.max(frame.width, frame.height);
  const ferns = new PlaceFerns(FERNS);
  const places: Place[] = [];
  for (const level of greyLevels(half, WINDOW)) {
    if (FACE * level.shrink > largest) break;
    places.push(...placesIn(level, ferns, covered));
  }
  const distinct: Place[] = [];
  for (const place of places.sort((a, b) => b.score - a.score)) {
    if (distinct.length === most) break;
    if (distinct.every((other) => !isSamePlace(place, other))) distinct.push(place);
  }
  return distinct.map(({ x, y, width, height }) => ({ x, y, width, height }));
}

function placesIn(level: GreyLevel, ferns: PlaceFerns, covered: readonly Box[]): Place[] {
  const { grey, width, shrink } = level;
  const side = FACE * shrink;
  const { first, sums, count } = ferns.judge(grey, width, windowsOf(level, covered));
  return Array.from({ length: count }, (_, index) => {
    const at = first[index] as number;
    const x = ((at % width) + WINDOW / 2) * shrink;
    const y = (Math.floor(at / width) + WINDOW / 2) * shrink;
    return { x: x - side / 2, y: y - side / 2, width: side, height: side, score: sums[index] as number };
  });
}

/** The first pixels of the windows whose middles lie outside of the covered boxes. */
function windowsOf({ width, height, shrink }: GreyLevel, covered: readonly Box[]): Int32Array {
  const first = new Int32Array(Math.ceil(height / STEP) * Math.ceil(width / STEP));
  let count = 0;
  for (let row = 0; row + WINDOW <= height; row += STEP) {
    const y = (row + WINDOW / 2) * shrink;
    const beside = covered.filter((box) => y > box.y && y < box.y + box.height);
    for (let column = 0; column + WINDOW <= width; column += STEP) {
      const x = (column + WINDOW / 2) * shrink;
      if (!beside.some((box) => x > box.x && x < box.x + box.width)) first[count++] = row * width + column;
    }
  }
  return first.subarray(0, count);
}

function isSamePlace(one: Box, other: Box): boolean {
  const near = SAME_PLACE * Math.max(one.width, other.width);
  return (
    Math.abs(one.x + one.width / 2 - other.x - other.width / 2) <= near &&
    Math.abs(one.y + one.height / 2 - other.y - other.height / 2) <= near
  );
}
