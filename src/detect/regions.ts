import type { Box } from '../types.ts';

/** A square of the frame that the detector looks at; it may reach beyond the frame, where it is grey. Frame pixels. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Share of the longer side that is added on each side, so that faces which fill the picture are found. */
const BORDER = 0.25;
/** Side of the refining square in box sides. */
const REFINE = 1.8;
/** Tiles are halved until they are at most this large: about 0.14 of it is the smallest box that is found. */
const SMALLEST_TILE = 480;

function centred(centreX: number, centreY: number, size: number): Region {
  return { x: centreX - size / 2, y: centreY - size / 2, size };
}

/** The whole frame with a border around it. */
export function wholeRegion(width: number, height: number): Region {
  return centred(width / 2, height / 2, Math.max(width, height) * (1 + 2 * BORDER));
}

/** A square around a found face in which its keypoints come out finely. */
export function refiningRegion(box: Box): Region {
  return centred(box.x + box.width / 2, box.y + box.height / 2, Math.max(box.width, box.height) * REFINE);
}

/** Starts of equal steps of at most half a tile that cover `length` with tiles of `size`. */
function tileStarts(length: number, size: number): number[] {
  if (length <= size) return [(length - size) / 2];
  const steps = Math.ceil((length - size) / (size / 2));
  return Array.from({ length: steps + 1 }, (_, step) => (step * (length - size)) / steps);
}

/** Overlapping tiles of half, a quarter, ... of the longer side, for the small faces of a photo. */
export function tileRegions(width: number, height: number): Region[] {
  const regions: Region[] = [];
  const longer = Math.max(width, height);
  for (let size = longer; ; size /= 2) {
    for (const y of tileStarts(height, size))
      for (const x of tileStarts(width, size)) regions.push({ x, y, size });
    if (size <= SMALLEST_TILE) return regions;
  }
}
