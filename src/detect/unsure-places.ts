import type { DetectedFace } from '../types.ts';
import type { RegionFace } from './region-faces.ts';
import type { Region } from './regions.ts';
import { isSameFace, suppressDuplicates } from './suppression.ts';
import { FACE_SCORE, VIEW_SIDE } from './view-detector.ts';

/** A place of this score is worth a close-up: `docs/detector.md`. */
export const LEAST_UNSURE = 0.15;
/** Faces too small for the detector look larger to it than they are, but no larger than this (share of the tile). */
const LARGEST_PLACE = 28 / VIEW_SIDE;
/** A face of this size has enough pixels for a curve, and the detector finds it at so many pixels of its view. */
const SMALLEST_FACE = 49;
const FOUND_FROM = 18;
/** Fewer tiles are not worth another least score, which costs MediaPipe the time of two detections. */
const FEWEST_TILES = 4;

/** Of 90 places of photos without a face that a close-up took for one, the surest had 0.71: `docs/detector.md`. */
const LEAST_CLOSE_UP = 0.75;

export function isFace({ score }: DetectedFace): boolean {
  return score >= FACE_SCORE;
}

/** The smallest of the tiles, where faces large enough for a curve are too small for the detector; none where they are few. */
export function tilesOfUnsurePlaces(tiles: readonly Region[]): Region[] {
  const size = tiles.at(-1)?.size ?? 0;
  if ((SMALLEST_FACE * VIEW_SIDE) / size >= FOUND_FROM) return [];
  const finest = tiles.filter((tile) => tile.size === size);
  return finest.length < FEWEST_TILES ? [] : finest;
}

/** The places of the finest tiles that a close-up is to look at, likeliest first: at most one for each tile. */
export function placesToLookAt(
  found: readonly RegionFace[],
  known: readonly DetectedFace[],
  tiles: readonly Region[],
): RegionFace[] {
  const most = LARGEST_PLACE * (tiles[0]?.size ?? 0);
  const places = found.filter((place) => !isFace(place) && place.box.height <= most);
  const unknown = places.filter((place) => known.every((face) => !isSameFace(place, face)));
  return suppressDuplicates(unknown).slice(0, tiles.length);
}

/** Whether the close-up of a place shows a face. */
export function isSureCloseUp({ score }: DetectedFace): boolean {
  return score >= LEAST_CLOSE_UP;
}
