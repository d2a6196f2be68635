import { GREY_WORD, type Pixels, wordsOf } from '../pixels.ts';
import type { DetectedFace } from '../types.ts';
import { placeInPicture } from './region-faces.ts';
import type { Region } from './regions.ts';
import { VIEW_SIDE, type ViewDetector } from './view-detector.ts';

/** Regions along each side of a view in which several are seen side by side, and the side in pixels of each. */
const ACROSS = 3;
const CELL = Math.floor(VIEW_SIDE / ACROSS);
export const REGIONS_A_VIEW = ACROSS ** 2;

/** What may be a face in upright regions, nine of which share a view: only a close-up tells, since a face is small there. */
export async function detectSideBySide(
  detector: ViewDetector,
  viewOf: (region: Region, side: number) => Pixels,
  regions: readonly Region[],
): Promise<DetectedFace[]> {
  const groups = Array.from({ length: Math.ceil(regions.length / REGIONS_A_VIEW) }, (_, index) =>
    regions.slice(index * REGIONS_A_VIEW, (index + 1) * REGIONS_A_VIEW),
  );
  if (groups.length === 0) return [];
  const found = await detector.detect(groups.map((group) => sharedView(viewOf, group)));
  return groups.flatMap((group, index) =>
    (found[index] ?? []).flatMap((face) => placedFrom(face, group) ?? []),
  );
}

/** Regions side by side, in rows, grey beside them. */
export function sharedView(
  viewOf: (region: Region, side: number) => Pixels,
  regions: readonly Region[],
): ImageData {
  const view = new ImageData(VIEW_SIDE, VIEW_SIDE);
  const words = wordsOf(view).fill(GREY_WORD);
  regions.forEach((region, index) => {
    const cell = wordsOf(viewOf(region, CELL));
    const { x, y } = cornerOf(index);
    for (let row = 0; row < CELL; row++) {
      words.set(cell.subarray(row * CELL, (row + 1) * CELL), (y + row) * VIEW_SIDE + x);
    }
  });
  return view;
}

function cornerOf(index: number) {
  return { x: CELL * (index % ACROSS), y: CELL * Math.floor(index / ACROSS) };
}

/** The face in the picture, by the region in which its middle lies; null where there is none. */
function placedFrom(face: DetectedFace, regions: readonly Region[]): DetectedFace | null {
  const column = Math.floor((face.box.x + face.box.width / 2) / CELL);
  const row = Math.floor((face.box.y + face.box.height / 2) / CELL);
  const index = row * ACROSS + column;
  const region = regions[index];
  if (column >= ACROSS || region === undefined) return null;
  const { x, y } = cornerOf(index);
  const scale = region.size / CELL;
  const side = VIEW_SIDE * scale;
  return placeInPicture(face, { x: region.x - x * scale, y: region.y - y * scale, size: side });
}
