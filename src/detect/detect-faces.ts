import type { ReadBox } from '../pixels.ts';
import type { Box, DetectedFace, Frame } from '../types.ts';
import type { BlazeFace } from './blaze-face.ts';
import { type Region, refiningRegion, tileRegions, videoRegions, wholeRegion } from './regions.ts';
import { ScaledPicture } from './scaled-picture.ts';
import { isSameFace, overlap, suppressDuplicates } from './suppression.ts';

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
interface Sighting extends DetectedFace {
  /** Whether a close look would only say the same. */
  readonly isFine: boolean;
}

/** The faces in a region. */
type Look = (region: Region) => Sighting[];

/** The faces of a frame, best first: found from afar, then looked at anew, close up, where that says more. `readBox` reads the frame. */
export function detectFaces(
  detector: BlazeFace,
  frame: Frame,
  effort: SearchEffort,
  readBox: ReadBox,
): DetectedFace[] {
  const sightings =
    effort === 'photo'
      ? searchPhoto(lookExactly(detector, frame, readBox), frame)
      : searchVideoFrame(lookFast(detector, frame), frame);
  return suppressDuplicates(sightings).map(toFace);
}

/** The same in every engine, which the same photo must have. */
function lookExactly(detector: BlazeFace, frame: Frame, readBox: ReadBox): Look {
  const picture = new ScaledPicture(frame, readBox);
  return (region) =>
    detector.detect(picture, region).map((face) => ({
      ...face,
      isFine: face.box.height >= FINE_SHARE * region.size && face.score >= FINE_SCORE,
    }));
}

/** No video gives the same frame twice. Its faces are never fine: points that tremble less are worth a look to a watch. */
function lookFast(detector: BlazeFace, frame: Frame): Look {
  return (region) => detector.detect(frame.bitmap, region).map((face) => ({ ...face, isFine: false }));
}

function toFace({ box, score, keypoints }: Sighting): DetectedFace {
  return { box, score, keypoints };
}

/**
 * Known faces of a video in its next frame, by a close look at each one's place; null if one is not there any more, or is
 * where another one or one of `others` is.
 */
export function followFaces(
  detector: BlazeFace,
  frame: Frame,
  known: readonly DetectedFace[],
  others: readonly DetectedFace[],
): DetectedFace[] | null {
  const look = lookFast(detector, frame);
  const followed: DetectedFace[] = [];
  for (const face of known) {
    const close = lookClose(look, face);
    if (close === null) return null;
    followed.push(toFace(close));
  }
  const all = [...followed, ...others];
  return suppressDuplicates(all).length === all.length ? followed : null;
}

function searchPhoto(look: Look, frame: Frame): Sighting[] {
  const whole = look(wholeRegion(frame.width, frame.height));
  // Refined before they are judged: many small faces can look like one large face from afar, though not a sure one.
  const near = refineAll(look, whole);
  if (!mayHideSmallFaces(near, frame)) return near;
  const far = lookAtTiles(look, frame, tileRegions(frame.width, frame.height)).filter((face) =>
    near.every((known) => !isSameFace(face, known)),
  );
  return [...near, ...refineAll(look, far)];
}

/** The first view that shows a face is enough: a near face costs one look, not five. */
function searchVideoFrame(look: Look, frame: Frame): Sighting[] {
  for (const regions of videoRegions(frame.width, frame.height)) {
    const faces = lookAtTiles(look, frame, regions);
    if (faces.length > 0) return refineAll(look, faces);
  }
  return [];
}

function mayHideSmallFaces(faces: readonly DetectedFace[], { width, height }: Frame): boolean {
  if (Math.max(width, height) < SMALLEST_TILED_FRAME) return false;
  const largest = Math.max(0, ...faces.map((face) => face.box.height));
  return largest < PORTRAIT_SHARE * Math.min(width, height);
}

function lookAtTiles(look: Look, frame: Frame, regions: readonly Region[]): Sighting[] {
  return regions.flatMap((region) => look(region).filter((face) => !isCut(face.box, region, frame)));
}

/** Whether the box touches an edge of the tile behind which the frame goes on. */
function isCut(box: Box, tile: Region, frame: Frame): boolean {
  const near = EDGE * tile.size;
  return (
    (box.x < tile.x + near && tile.x > 0) ||
    (box.y < tile.y + near && tile.y > 0) ||
    (box.x + box.width > tile.x + tile.size - near && tile.x + tile.size < frame.width) ||
    (box.y + box.height > tile.y + tile.size - near && tile.y + tile.size < frame.height)
  );
}

function refineAll(look: Look, faces: readonly Sighting[]): Sighting[] {
  return suppressDuplicates(faces).map((face) => (face.isFine ? face : refine(look, face)));
}

/** The same face with the finer keypoints of a close view; as it was where the close view shows none. */
function refine(look: Look, face: Sighting): Sighting {
  return lookClose(look, face) ?? face;
}

function lookClose(look: Look, face: DetectedFace): Sighting | null {
  const close = look(refiningRegion(face.box))
    .filter((candidate) => overlap(candidate.box, face.box) >= SAME_FACE)
    .sort((a, b) => overlap(b.box, face.box) - overlap(a.box, face.box));
  return close[0] ?? null;
}
