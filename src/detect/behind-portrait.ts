import type { Box, DetectedFace, PictureSize } from '../types.ts';
import type { Region } from './regions.ts';

/** A photo with a face at least this large (share of the shorter side) is a portrait. */
const PORTRAIT_SHARE = 0.3;
/** Detections behind a portrait, which bound its time: so many for a megapixel, at least, and at most. */
const TILES_PER_MEGAPIXEL = 4;
const FEWEST_TILES = 2;
const MOST_TILES = 8;
/** Likely places that are looked at where the tiles with detail are too many: so many for a megapixel, at least, and at most. */
const PLACES_PER_MEGAPIXEL = 2;
const FEWEST_PLACES = 2;
const MOST_PLACES = 4;
/** Behind the portrait of a smaller photo unsure places are not looked at: it would take a quarter more time. */
const UNSURE_FROM_PIXELS = 6e6;
/** Of 11 faces behind real portraits with a lower score 8 were none: `docs/detector.md`. */
const LEAST_SCORE = 0.7;

export function isPortrait(faces: readonly DetectedFace[], { width, height }: PictureSize): boolean {
  return faces.some(({ box }) => box.height >= PORTRAIT_SHARE * Math.min(width, height));
}

interface TilesBehindPortrait {
  readonly tiles: readonly Region[];
  /** Whether the tiles show every face; otherwise likely places are looked at. */
  readonly isComplete: boolean;
}

/**
 * The tiles of a portrait that are searched: all with fine detail where they are few, otherwise the largest ones alone.
 * @param levels a list of tiles for each size, from large to small
 */
export function tilesBehindPortrait(
  levels: readonly (readonly Region[])[],
  hasFineDetail: (tile: Region) => boolean,
  { width, height }: PictureSize,
): TilesBehindPortrait {
  const most = bounded(TILES_PER_MEGAPIXEL * ((width * height) / 1e6), FEWEST_TILES, MOST_TILES);
  const tiles: Region[] = [];
  let largest = 0;
  for (const level of levels) {
    for (const tile of level) {
      if (!hasFineDetail(tile)) continue;
      if (tiles.length === most) return { tiles: tiles.slice(0, largest), isComplete: false };
      tiles.push(tile);
    }
    if (level === levels[0]) largest = tiles.length;
  }
  return { tiles, isComplete: true };
}

/** How many of the likely places behind a portrait are looked at. */
export function mostPlaces({ width, height }: PictureSize): number {
  return bounded(PLACES_PER_MEGAPIXEL * ((width * height) / 1e6), FEWEST_PLACES, MOST_PLACES);
}

function bounded(wanted: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(wanted)));
}

export function asksForUnsurePlaces({ width, height }: PictureSize): boolean {
  return width * height >= UNSURE_FROM_PIXELS;
}

/** The head around a face, whose hair and outline have fine detail: ears, hair and chin reach beyond the detector's box. */
export function headAround({ box: { x, y, width, height } }: DetectedFace): Box {
  return { x: x - width / 4, y: y - height / 2, width: 1.5 * width, height: 1.75 * height };
}

/** Textures can look like a face, but hardly like a sure one. */
export function isSureBehindPortrait({ score }: DetectedFace): boolean {
  return score >= LEAST_SCORE;
}
