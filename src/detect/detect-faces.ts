import type { Box, DetectedFace, Frame } from '../types.ts';
import type { BlazeFace } from './blaze-face.ts';
import { type Region, refiningRegion, tileRegions, videoRegions, wholeRegion } from './regions.ts';
import type { ScaledPicture } from './scaled-picture.ts';
import { isSameFace, overlap, suppressDuplicates } from './suppression.ts';

interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** A photo is searched thoroughly, a video frame fast. */
export type SearchEffort = 'photo' | 'video';

/** A face at least this large in the frame says that the photo is a portrait: no search for small faces behind it. */
const PORTRAIT_SHARE = 0.3;
/** Frames smaller than this hold no face that the whole view misses and that has enough pixels for a curve. */
const SMALLEST_TILED_FRAME = 320;
/** A face that is this large in its view (share of the side) and this sure has points as good as a close look gives: `docs/detector.md`. */
const FINE_SHARE = 1 / 4;
const FINE_SCORE = 0.8;
/** A refined face must be the one that was found: at least this overlap of the boxes. */
const SAME_FACE = 0.3;
/** A tile that cuts a face finds half of it: a box this near (share of the tile) to an inner edge is left to the next tile. */
const EDGE = 0.02;

/** A face as a look shows it. */
export interface Sighting extends DetectedFace {
  /** Whether a close look would only say the same. */
  readonly isFine: boolean;
}

/** The faces in each of the regions, in their order. */
export type Look = (regions: readonly Region[]) => Promise<readonly (readonly Sighting[])[]>;

/** The faces of a photo, best first: found from afar, then looked at anew, close up, where that says more. */
export async function detectInPhoto(look: Look, frame: FrameSize): Promise<DetectedFace[]> {
  return suppressDuplicates(await searchPhoto(look, frame)).map(toFace);
}

/** The faces of a frame of video, best first, with few looks. */
export async function detectInVideo(detector: BlazeFace, frame: Frame): Promise<DetectedFace[]> {
  return suppressDuplicates(await searchVideoFrame(lookFast(detector, frame), frame)).map(toFace);
}

/** What one detector sees in regions of a photo: the same in every engine, which the same photo must have. */
export function lookExactly(
  detector: BlazeFace,
  picture: ScaledPicture,
  regions: readonly Region[],
): Sighting[][] {
  return regions.map((region) =>
    detector.detect(picture, region).map((face) => ({
      ...face,
      isFine: face.box.height >= FINE_SHARE * region.size && face.score >= FINE_SCORE,
    })),
  );
}

/** No video gives the same frame twice. Its faces are never fine: points that tremble less are worth a look to a watch. */
function lookFast(detector: BlazeFace, frame: Frame): Look {
  return async (regions) =>
    regions.map((region) =>
      detector.detect(frame.bitmap, region).map((face) => ({ ...face, isFine: false })),
    );
}

function toFace({ box, score, keypoints }: Sighting): DetectedFace {
  return { box, score, keypoints };
}

/**
 * Known faces of a video in its next frame, by a close look at each one's place; null if one is not there any more, or is
 * where another one or one of `others` is.
 */
export async function followFaces(
  detector: BlazeFace,
  frame: Frame,
  known: readonly DetectedFace[],
  others: readonly DetectedFace[],
): Promise<DetectedFace[] | null> {
  const look = lookFast(detector, frame);
  const followed: DetectedFace[] = [];
  for (const face of known) {
    const [close] = await lookClose(look, [face]);
    if (!close) return null;
    followed.push(toFace(close));
  }
  const all = [...followed, ...others];
  return suppressDuplicates(all).length === all.length ? followed : null;
}

async function searchPhoto(look: Look, frame: FrameSize): Promise<Sighting[]> {
  const whole = await lookAt(look, [wholeRegion(frame.width, frame.height)], frame);
  // Refined before they are judged: many small faces can look like one large face from afar, though not a sure one.
  const near = await refineAll(look, whole);
  if (!mayHideSmallFaces(near, frame)) return near;
  const inTiles = await lookAt(look, tileRegions(frame.width, frame.height), frame);
  const far = inTiles.filter((face) => near.every((known) => !isSameFace(face, known)));
  return [...near, ...(await refineAll(look, far))];
}

/** The first view that shows a face is enough: a near face costs one look, not five. */
async function searchVideoFrame(look: Look, frame: FrameSize): Promise<Sighting[]> {
  for (const regions of videoRegions(frame.width, frame.height)) {
    const faces = await lookAt(look, regions, frame);
    if (faces.length > 0) return refineAll(look, faces);
  }
  return [];
}

function mayHideSmallFaces(faces: readonly DetectedFace[], { width, height }: FrameSize): boolean {
  if (Math.max(width, height) < SMALLEST_TILED_FRAME) return false;
  const largest = Math.max(0, ...faces.map((face) => face.box.height));
  return largest < PORTRAIT_SHARE * Math.min(width, height);
}

async function lookAt(look: Look, regions: readonly Region[], frame: FrameSize): Promise<Sighting[]> {
  const seen = await look(regions);
  return regions.flatMap((region, index) =>
    (seen[index] ?? []).filter((face) => !isCut(face.box, region, frame)),
  );
}

/** Whether the box touches an edge of the tile behind which the frame goes on. */
function isCut(box: Box, tile: Region, frame: FrameSize): boolean {
  const near = EDGE * tile.size;
  return (
    (box.x < tile.x + near && tile.x > 0) ||
    (box.y < tile.y + near && tile.y > 0) ||
    (box.x + box.width > tile.x + tile.size - near && tile.x + tile.size < frame.width) ||
    (box.y + box.height > tile.y + tile.size - near && tile.y + tile.size < frame.height)
  );
}

/** Each face once, with the finer keypoints of a close view; as it was where that shows none or would say the same. */
async function refineAll(look: Look, faces: readonly Sighting[]): Promise<Sighting[]> {
  const distinct = suppressDuplicates(faces);
  const coarse = distinct.filter(({ isFine }) => !isFine);
  const close = await lookClose(look, coarse);
  return distinct.map((face) => close[coarse.indexOf(face)] ?? face);
}

/** Each face as a close view shows it; null where it shows none. */
async function lookClose(look: Look, faces: readonly DetectedFace[]): Promise<(Sighting | null)[]> {
  const seen = await look(faces.map(({ box }) => refiningRegion(box)));
  return faces.map(({ box }, index) => {
    const same = (seen[index] ?? []).filter((candidate) => overlap(candidate.box, box) >= SAME_FACE);
    return same.sort((a, b) => overlap(b.box, box) - overlap(a.box, box))[0] ?? null;
  });
}
