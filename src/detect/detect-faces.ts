import type { Box, DetectedFace, PictureSize } from '../types.ts';
import {
  asksForLargestTile,
  asksForUnsurePlaces,
  headAround,
  isPortrait,
  isSureBehindPortrait,
  MOST_PLACES,
  mostPlaces,
  tilesBehindPortrait,
} from './behind-portrait.ts';
import type { DetectInRegions, PhotoRegions, RegionFace } from './region-faces.ts';
import {
  placeRegion,
  type Region,
  refiningRegion,
  tileLevels,
  turnedRegions,
  videoRegions,
  wholeRegion,
} from './regions.ts';
import { intersectionOverMinimum, isSameFace, suppressDuplicates } from './suppression.ts';
import { TURNS, turnOf } from './turn.ts';
import { isFace, isSureCloseUp, LEAST_UNSURE, placesToLookAt, tilesOfUnsurePlaces } from './unsure-places.ts';

/** A photo is searched thoroughly, a video frame fast. */
export type SearchEffort = 'photo' | 'video';

/** Frames smaller than this hold no face that the whole view misses and that has enough pixels for a curve. */
const SMALLEST_TILED_FRAME = 320;
/** A close-up must show the face that it was made for: at least this overlap of the boxes. */
const SAME_FACE = 0.3;
/** A face less sure than this may lie or stand on its head: `docs/detector.md`. */
const SURE = 0.82;
/** What a turned view has to show in place of an upright one: a face so sure, and by so much surer: `docs/detector.md`. */
const LEAST_TURNED = 0.7;
const SURER = 0.05;
/** A box this near (share of the tile) to an inner edge of its tile may be half a face: the next tile shows all of it. */
const EDGE = 0.02;

/** Finds the faces of a photo, best first: from afar, then in a close-up where that improves the keypoints. */
export async function detectInPhoto(photo: PhotoRegions, frame: PictureSize): Promise<DetectedFace[]> {
  return suppressDuplicates(await searchPhoto(photo, frame)).map(toFace);
}

/** Finds the faces of a video frame, best first, in few regions. */
export async function detectInVideo(detect: DetectInRegions, frame: PictureSize): Promise<DetectedFace[]> {
  return suppressDuplicates(await searchVideoFrame(detect, frame)).map(toFace);
}

function toFace({ box, score, keypoints }: RegionFace): DetectedFace {
  return { box, score, keypoints };
}

/**
 * Finds known faces of a video in its next frame, by a close-up of each one's place.
 * @returns null if a face is not there any more, or is where another one or one of `others` is
 */
export async function followFaces(
  detect: DetectInRegions,
  known: readonly DetectedFace[],
  others: readonly DetectedFace[],
): Promise<DetectedFace[] | null> {
  const close = await detectCloseUp(detect, known);
  const followed = close.flatMap((face) => (face === null ? [] : [toFace(face)]));
  if (followed.length < known.length) return null;
  const all = [...followed, ...others];
  return suppressDuplicates(all).length === all.length ? followed : null;
}

async function searchPhoto(photo: PhotoRegions, frame: PictureSize): Promise<RegionFace[]> {
  const { detect } = photo;
  const faces = await searchUprightPhoto(photo, frame);
  if (faces.length > 0) return faces;
  const whole = wholeRegion(frame.width, frame.height);
  return refineAll(
    detect,
    await detectWholeFaces(
      detect,
      TURNS.map((turn) => ({ ...whole, turn })),
      frame,
    ),
  );
}

async function searchUprightPhoto(photo: PhotoRegions, frame: PictureSize): Promise<RegionFace[]> {
  const { detect } = photo;
  const whole = await detectWholeFaces(detect, [wholeRegion(frame.width, frame.height)], frame);
  // Refined before they are judged: from afar many small faces can look like one large face, though not a sure one.
  const near = await refineAll(detect, whole);
  if (Math.max(frame.width, frame.height) < SMALLEST_TILED_FRAME) return near;
  const others = isPortrait(near, frame)
    ? await searchBehindPortrait(photo, frame, near)
    : await searchTiles(detect, frame, near, allTiles(frame));
  return [...near, ...others];
}

/** Tiles that are searched. In the finest of the tiles unsure places get a close-up. */
interface Tiles {
  readonly tiles: readonly Region[];
  readonly finest: readonly Region[];
  /** Whether a face there is sure enough to be shown. */
  readonly isSure: (face: DetectedFace) => boolean;
}

function allTiles({ width, height }: PictureSize): Tiles {
  const tiles = tileLevels(width, height).flat();
  return { tiles, finest: tilesOfUnsurePlaces(tiles), isSure: () => true };
}

/** Searches tiles. Known faces are left out of the answer. */
async function searchTiles(
  detect: DetectInRegions,
  frame: PictureSize,
  known: readonly DetectedFace[],
  { tiles, finest, isSure }: Tiles,
): Promise<RegionFace[]> {
  const inTiles = await detectWholeFaces(detect, tiles.slice(0, tiles.length - finest.length), frame);
  const inFinest = await detectWholeFaces(detect, finest, frame, LEAST_UNSURE);
  const found = [...inTiles, ...inFinest.filter(isFace)].filter((face) => isNewTo(known, face));
  const far = await refineAll(detect, found);
  const unsure = placesToLookAt(inFinest, [...known, ...far], finest);
  return [...far.filter(isSure), ...(await lookCloser(detect, unsure, isSureCloseUp))];
}

/** Searches little until somebody else is found: a portrait of one person may take at most a quarter more time by it. */
async function searchBehindPortrait(
  photo: PhotoRegions,
  frame: PictureSize,
  near: readonly DetectedFace[],
): Promise<RegionFace[]> {
  const heads = near.map(headAround);
  const levels = tileLevels(frame.width, frame.height);
  const isDetailed = (tile: Region) => photo.hasFineDetail(tile, heads);
  const inTiles = (tiles: readonly Region[], known: readonly DetectedFace[]) =>
    searchTiles(photo.detect, frame, known, {
      tiles,
      finest: asksForUnsurePlaces(frame) ? tilesOfUnsurePlaces(tiles) : [],
      isSure: isSureBehindPortrait,
    });
  const places = photo.likelyPlaces(heads, MOST_PLACES).map(placeRegion);
  const likeliest = places.slice(0, mostPlaces(frame));
  const atPlaces = await searchPlaces(photo, likeliest, near);
  const largest = asksForLargestTile(frame, places.length) ? (levels[0] ?? []).filter(isDetailed) : [];
  const found = [...atPlaces, ...(await inTiles(largest, [...near, ...atPlaces]))];
  if (found.length === 0) return [];
  const others = await searchPlaces(photo, places.slice(likeliest.length), [...near, ...found]);
  const known = [...found, ...others];
  return [...known, ...(await inTiles(tilesBehindPortrait(levels, isDetailed), [...near, ...known]))];
}

/** The faces that a close-up shows at likely places. */
async function searchPlaces(
  { detect, detectSideBySide }: PhotoRegions,
  places: readonly Region[],
  known: readonly DetectedFace[],
): Promise<RegionFace[]> {
  const found = (await detectSideBySide(places)).filter((face) => isNewTo(known, face));
  return lookCloser(detect, suppressDuplicates(found), isSureBehindPortrait);
}

/** The faces that a close-up shows at places that looked a little like one. */
async function lookCloser(
  detect: DetectInRegions,
  places: readonly DetectedFace[],
  isSure: (face: DetectedFace) => boolean,
): Promise<RegionFace[]> {
  const close = await detectCloseUp(detect, places);
  const faces = close.filter((face) => face !== null);
  return (await turnUnsure(detect, faces)).filter(isSure);
}

function isNewTo(known: readonly DetectedFace[], face: DetectedFace): boolean {
  return known.every((other) => !isSameFace(face, other));
}

/** Stops at the first regions that show a face: a near face costs one detection, not five. */
async function searchVideoFrame(detect: DetectInRegions, frame: PictureSize): Promise<RegionFace[]> {
  for (const regions of videoRegions(frame.width, frame.height)) {
    const faces = await detectWholeFaces(detect, regions, frame);
    if (faces.length > 0) return refineAll(detect, faces);
  }
  return [];
}

/** Leaves out faces that an edge of their region cuts. */
async function detectWholeFaces(
  detect: DetectInRegions,
  regions: readonly Region[],
  frame: PictureSize,
  leastScore?: number,
): Promise<RegionFace[]> {
  const detected = await detect(regions, leastScore);
  return regions.flatMap((region, index) =>
    (detected[index] ?? []).filter((face) => !isCut(face.box, region, frame)),
  );
}

/** Whether the box touches an edge of the tile beyond which the frame continues. */
function isCut(box: Box, tile: Region, frame: PictureSize): boolean {
  const near = EDGE * tile.size;
  return (
    (box.x < tile.x + near && tile.x > 0) ||
    (box.y < tile.y + near && tile.y > 0) ||
    (box.x + box.width > tile.x + tile.size - near && tile.x + tile.size < frame.width) ||
    (box.y + box.height > tile.y + tile.size - near && tile.y + tile.size < frame.height)
  );
}

/** Each face once, as a close-up shows it upright; unchanged where a close-up shows no face or is not needed. */
async function refineAll(detect: DetectInRegions, faces: readonly RegionFace[]): Promise<RegionFace[]> {
  const distinct = suppressDuplicates(faces);
  const coarse = distinct.filter(({ isFine }) => !isFine);
  const close = await detectCloseUp(detect, coarse);
  return turnUnsure(
    detect,
    distinct.map((face) => close[coarse.indexOf(face)] ?? face),
  );
}

/** A face that stands on its head looks upright to the detector, but less sure (`docs/detector.md`): such a face is looked at in each turn. */
async function turnUnsure(detect: DetectInRegions, faces: readonly RegionFace[]): Promise<RegionFace[]> {
  const unsure = faces.filter(({ score }) => score < SURE);
  const views = unsure.map(({ box }) => turnedRegions(box));
  const seen = await detect(views.flat());
  return faces.map((face) => {
    const first = unsure.indexOf(face) * TURNS.length;
    if (first < 0) return face;
    const alike = seen.slice(first, first + TURNS.length).flatMap((all) => mostAlike(all, face) ?? []);
    const [surest] = alike.sort((a, b) => b.score - a.score);
    return surest !== undefined && surest.score >= Math.max(LEAST_TURNED, face.score + SURER) ? surest : face;
  });
}

/** Each face as a close-up shows it, in the view in which it stands upright; null where the close-up shows no such face. */
async function detectCloseUp(
  detect: DetectInRegions,
  faces: readonly DetectedFace[],
): Promise<(RegionFace | null)[]> {
  const detected = await detect(
    faces.map((face) => ({
      ...refiningRegion(face.box),
      turn: turnOf(face),
    })),
  );
  return faces.map((face, index) => mostAlike(detected[index] ?? [], face));
}

/** Of the faces of a close-up the one that it was made for. */
function mostAlike(faces: readonly RegionFace[], { box }: DetectedFace): RegionFace | null {
  const likeness = (face: RegionFace) => intersectionOverMinimum(face.box, box);
  const same = faces.filter((face) => likeness(face) >= SAME_FACE);
  return same.sort((a, b) => likeness(b) - likeness(a))[0] ?? null;
}
