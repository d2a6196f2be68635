import type { Box } from '../types.ts';
import { TURNS, type Turn } from './turn.ts';

/** A square of the frame that the detector searches, in frame pixels. Beyond the frame it is grey. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** The roll of the faces that stand upright in the detector's view; by default 0. */
  readonly turn?: Turn;
}

/** Border on each side, as a share of the longer side, so that faces that fill the picture are found. */
const BORDER = 0.25;
/** Side of the refining square in box sides. */
const REFINE = 1.8;
/** Side of the square in which an unsure face is looked at in each turn: the box of a face that stands on its head lies beside it. */
const TURNED = 2.2;
/** Side of the square in which a likely place is looked at, in sides of its box: it shares a view with others. */
const PLACE = 1.6;
/** Tiles are halved until they are at most this large. The smallest box that is found has about 0.14 of a tile's side. */
const SMALLEST_TILE = 480;
/** Share of a tile by which neighbours overlap: a face larger than 0.28 of a tile is already found in a tile of twice the size. */
const OVERLAP = 0.32;

function centred(centreX: number, centreY: number, size: number): Region {
  return { x: centreX - size / 2, y: centreY - size / 2, size };
}

function around(box: Box, sides: number): Region {
  return centred(box.x + box.width / 2, box.y + box.height / 2, Math.max(box.width, box.height) * sides);
}

/** The whole frame with a border around it. */
export function wholeRegion(width: number, height: number): Region {
  return centred(width / 2, height / 2, Math.max(width, height) * (1 + 2 * BORDER));
}

/** A close-up of a detected face, which gives finer keypoints. */
export function refiningRegion(box: Box): Region {
  return around(box, REFINE);
}

/** A look at a place that may be a face. */
export function placeRegion(place: Box): Region {
  return around(place, PLACE);
}

/** Views in which a face that lies or stands on its head stands upright. */
export function turnedRegions(box: Box): Region[] {
  return TURNS.map((turn) => ({ ...around(box, TURNED), turn }));
}

/** Starts of equal steps that cover `length` with tiles of `size`, neighbours overlapping by OVERLAP or more. */
function tileStarts(length: number, size: number): number[] {
  if (length <= size) return [(length - size) / 2];
  const steps = Math.ceil((length - size) / ((1 - OVERLAP) * size));
  return Array.from({ length: steps + 1 }, (_, step) => (step * (length - size)) / steps);
}

/** Overlapping tiles of one size that cover the frame; for a frame that is no larger, one that is centred. */
function tilesOfSize(width: number, height: number, size: number): Region[] {
  return tileStarts(height, size).flatMap((y) => tileStarts(width, size).map((x) => ({ x, y, size })));
}

/** Overlapping tiles of the whole, half, a quarter, ... of the longer side, a list for each size, for the small faces of a photo. */
export function tileLevels(width: number, height: number): Region[][] {
  const levels: Region[][] = [];
  for (let size = Math.max(width, height); ; size /= 2) {
    levels.push(tilesOfSize(width, height, size));
    if (size <= SMALLEST_TILE) return levels;
  }
}

/** The regions of a video frame, searched one group after another until a face is found: the whole, with a border, nearer. */
export function videoRegions(width: number, height: number): Region[][] {
  const longer = Math.max(width, height);
  // Of a strip, which no camera gives, not thousands of tiles.
  const nearer = Math.max(Math.min(width, height), longer / 4);
  return [
    tilesOfSize(width, height, longer),
    [wholeRegion(width, height)],
    tilesOfSize(width, height, nearer),
  ];
}
