import type { Box, DetectedFace, PictureSize } from '../types.ts';
import type { Region } from './regions.ts';
import { REGIONS_A_VIEW } from './side-by-side.ts';

/** A photo with a face at least this large (share of the shorter side) is a portrait. */
const PORTRAIT_SHARE = 0.3;
/** Likely places are looked at in views of several, which bound the time: one for so many pixels or a part of them, and at most. */
const PIXELS_A_VIEW = 8e6;
const MOST_VIEWS = 4;
/** In photos so large the look at the largest tile counts little. */
const LARGEST_TILE_FROM_PIXELS = 2.5e6;
/** Where somebody else was found, nobody waits for one person alone: places and tiles are bounded by these. */
export const MOST_PLACES = MOST_VIEWS * REGIONS_A_VIEW;
const MOST_TILES = 8;
/** Behind the portrait of a smaller photo unsure places are not looked at: it would take a quarter more time. */
const UNSURE_FROM_PIXELS = 6e6;
/** Of 11 faces behind real portraits with a lower score 8 were none: `docs/detector.md`. */
const LEAST_SCORE = 0.7;

export function isPortrait(faces: readonly DetectedFace[], { width, height }: PictureSize): boolean {
  return faces.some(({ box }) => box.height >= PORTRAIT_SHARE * Math.min(width, height));
}

/** How many of the likely places behind a portrait are looked at while nobody else is known. */
export function mostPlaces({ width, height }: PictureSize): number {
  return REGIONS_A_VIEW * Math.min(MOST_VIEWS, Math.ceil((width * height) / PIXELS_A_VIEW));
}

/** Whether the largest tile is looked at while nobody else is known: it shows large faces, however they are turned. */
export function asksForLargestTile({ width, height }: PictureSize, likelyPlaces: number): boolean {
  return likelyPlaces === 0 || width * height >= LARGEST_TILE_FROM_PIXELS;
}

/**
 * The tiles behind a portrait that are searched where somebody else was found: all with fine detail where they are few,
 * otherwise the largest ones alone.
 * @param levels a list of tiles for each size, from large to small
 */
export function tilesBehindPortrait(
  levels: readonly (readonly Region[])[],
  hasFineDetail: (tile: Region) => boolean,
): Region[] {
  const tiles: Region[] = [];
  let largest = 0;
  for (const level of levels) {
    for (const tile of level) {
      if (!hasFineDetail(tile)) continue;
      if (tiles.length === MOST_TILES) return tiles.slice(0, largest);
      tiles.push(tile);
    }
    if (level === levels[0]) largest = tiles.length;
  }
  return tiles;
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
