import type { Box, DetectedFace } from '../types.ts';
import type { DetectInRegions, PhotoRegions, RegionFace } from './region-faces.ts';
import { type Region, refiningRegion, tileLevels, videoRegions, wholeRegion } from './regions.ts';
import { intersectionOverMinimum, isSameFace, suppressDuplicates } from './suppression.ts';

interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** A photo is searched thoroughly, a video frame fast. */
export type SearchEffort = 'photo' | 'video';

/** A photo with a face at least this large (share of the shorter side) is a portrait: small faces are searched only where it has fine detail. */
const PORTRAIT_SHARE = 0.3;
/** Detections behind a portrait, which bound its time: all tiles of half the longer side, smaller ones where the background is plain. */
const MOST_TILES = 8;
/** Frames smaller than this hold no face that the whole view misses and that has enough pixels for a curve. */
const SMALLEST_TILED_FRAME = 320;
/** A close-up must show the face that it was made for: at least this overlap of the boxes. */
const SAME_FACE = 0.3;
/** A box this near (share of the tile) to an inner edge of its tile may be half a face: the next tile shows all of it. */
const EDGE = 0.02;

/** Finds the faces of a photo, best first: from afar, then in a close-up where that improves the keypoints. */
export async function detectInPhoto(photo: PhotoRegions, frame: FrameSize): Promise<DetectedFace[]> {
  return suppressDuplicates(await searchPhoto(photo, frame)).map(toFace);
}

/** Finds the faces of a video frame, best first, in few regions. */
export async function detectInVideo(detect: DetectInRegions, frame: FrameSize): Promise<DetectedFace[]> {
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

async function searchPhoto({ detect, hasFineDetail }: PhotoRegions, frame: FrameSize): Promise<RegionFace[]> {
  const whole = await detectWholeFaces(detect, [wholeRegion(frame.width, frame.height)], frame);
  // Refined before they are judged: from afar many small faces can look like one large face, though not a sure one.
  const near = await refineAll(detect, whole);
  if (Math.max(frame.width, frame.height) < SMALLEST_TILED_FRAME) return near;
  const levels = tileLevels(frame.width, frame.height);
  const heads = near.map(headAround);
  const tiles = isPortrait(near, frame)
    ? behindPortrait(levels, (tile) => hasFineDetail(tile, heads))
    : levels.flat();
  const inTiles = await detectWholeFaces(detect, tiles, frame);
  const far = inTiles.filter((face) => near.every((known) => !isSameFace(face, known)));
  return [...near, ...(await refineAll(detect, far))];
}

/** Stops at the first regions that show a face: a near face costs one detection, not five. */
async function searchVideoFrame(detect: DetectInRegions, frame: FrameSize): Promise<RegionFace[]> {
  for (const regions of videoRegions(frame.width, frame.height)) {
    const faces = await detectWholeFaces(detect, regions, frame);
    if (faces.length > 0) return refineAll(detect, faces);
  }
  return [];
}

function isPortrait(faces: readonly DetectedFace[], { width, height }: FrameSize): boolean {
  return faces.some(({ box }) => box.height >= PORTRAIT_SHARE * Math.min(width, height));
}

/** The tiles of a portrait that are searched: those with fine detail, from large to small, as long as few have it. */
function behindPortrait(
  levels: readonly (readonly Region[])[],
  hasDetail: (tile: Region) => boolean,
): Region[] {
  const tiles: Region[] = [];
  for (const level of levels) {
    const first = tiles.length;
    for (const tile of level) {
      if (!hasDetail(tile)) continue;
      // A part of a level would find the faces on one side of the photo alone.
      if (tiles.length === MOST_TILES) return tiles.slice(0, first);
      tiles.push(tile);
    }
  }
  return tiles;
}

/** The head around a face, whose hair and outline have fine detail: ears, hair and chin reach beyond the detector's box. */
function headAround({ box: { x, y, width, height } }: DetectedFace): Box {
  return { x: x - width / 4, y: y - height / 2, width: 1.5 * width, height: 1.75 * height };
}

/** Leaves out faces that an edge of their region cuts. */
async function detectWholeFaces(
  detect: DetectInRegions,
  regions: readonly Region[],
  frame: FrameSize,
): Promise<RegionFace[]> {
  const detected = await detect(regions);
  return regions.flatMap((region, index) =>
    (detected[index] ?? []).filter((face) => !isCut(face.box, region, frame)),
  );
}

/** Whether the box touches an edge of the tile beyond which the frame continues. */
function isCut(box: Box, tile: Region, frame: FrameSize): boolean {
  const near = EDGE * tile.size;
  return (
    (box.x < tile.x + near && tile.x > 0) ||
    (box.y < tile.y + near && tile.y > 0) ||
    (box.x + box.width > tile.x + tile.size - near && tile.x + tile.size < frame.width) ||
    (box.y + box.height > tile.y + tile.size - near && tile.y + tile.size < frame.height)
  );
}

/** Each face once, with the finer keypoints of a close-up; unchanged where a close-up shows no face or is not needed. */
async function refineAll(detect: DetectInRegions, faces: readonly RegionFace[]): Promise<RegionFace[]> {
  const distinct = suppressDuplicates(faces);
  const coarse = distinct.filter(({ isFine }) => !isFine);
  const close = await detectCloseUp(detect, coarse);
  return distinct.map((face) => close[coarse.indexOf(face)] ?? face);
}

/** Each face as a close-up shows it; null where the close-up shows no such face. */
async function detectCloseUp(
  detect: DetectInRegions,
  faces: readonly DetectedFace[],
): Promise<(RegionFace | null)[]> {
  const detected = await detect(faces.map(({ box }) => refiningRegion(box)));
  return faces.map(({ box }, index) => {
    const likeness = (face: RegionFace) => intersectionOverMinimum(face.box, box);
    const same = (detected[index] ?? []).filter((face) => likeness(face) >= SAME_FACE);
    return same.sort((a, b) => likeness(b) - likeness(a))[0] ?? null;
  });
}
