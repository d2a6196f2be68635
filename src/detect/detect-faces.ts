import type { Box, DetectedFace, Frame } from '../types.ts';
import type { BlazeFace } from './blaze-face.ts';
import { type Region, refiningRegion, tileRegions, videoRegions, wholeRegion } from './regions.ts';
import { ScaledPicture } from './scaled-picture.ts';
import { overlap, suppressDuplicates } from './suppression.ts';

/** A photo is searched thoroughly, a video frame fast. */
export type SearchEffort = 'photo' | 'video';

/** A face at least this large in the frame says that the photo is a portrait: no search for small faces behind it. */
const PORTRAIT_SHARE = 0.3;
/** Frames smaller than this hold no face that the whole view misses and that has enough pixels for a curve. */
const SMALLEST_TILED_FRAME = 320;
/** A refined face must be the one that was found: at least this overlap of the boxes. */
const SAME_FACE = 0.3;
/** A tile that cuts a face finds half of it: a box this near (share of the tile) to an inner edge is left to the next tile. */
const EDGE = 0.02;

/** The faces of a frame, best first: found from afar, then each looked at anew, close up. */
export function detectFaces(detector: BlazeFace, frame: Frame, effort: SearchEffort): DetectedFace[] {
  const look = effort === 'photo' ? lookExactly(detector, frame) : lookFast(detector, frame);
  const found = effort === 'photo' ? searchPhoto(look, frame) : searchVideoFrame(look, frame);
  const refined = suppressDuplicates(found).map((face) => refine(look, face));
  return suppressDuplicates(refined);
}

/** The faces in a region. */
type Look = (region: Region) => DetectedFace[];

/** The same in every engine, which the same photo must have. */
function lookExactly(detector: BlazeFace, frame: Frame): Look {
  const picture = new ScaledPicture(frame);
  return (region) => detector.detect(picture, region);
}

/** No video gives the same frame twice. */
function lookFast(detector: BlazeFace, frame: Frame): Look {
  return (region) => detector.detect(frame.bitmap, region);
}

function searchPhoto(look: Look, frame: Frame): DetectedFace[] {
  const whole = look(wholeRegion(frame.width, frame.height));
  if (!mayHideSmallFaces(whole, frame)) return whole;
  return [...whole, ...lookAtTiles(look, frame, tileRegions(frame.width, frame.height))];
}

/** The first view that shows a face is enough: a near face costs one look, not five. */
function searchVideoFrame(look: Look, frame: Frame): DetectedFace[] {
  for (const regions of videoRegions(frame.width, frame.height)) {
    const faces = lookAtTiles(look, frame, regions);
    if (faces.length > 0) return faces;
  }
  return [];
}

function mayHideSmallFaces(faces: readonly DetectedFace[], { width, height }: Frame): boolean {
  if (Math.max(width, height) < SMALLEST_TILED_FRAME) return false;
  const largest = Math.max(0, ...faces.map((face) => face.box.height));
  return largest < PORTRAIT_SHARE * Math.min(width, height);
}

function lookAtTiles(look: Look, frame: Frame, regions: readonly Region[]): DetectedFace[] {
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

/** The same face with the finer keypoints of a close view; as it was where the close view shows none. */
function refine(look: Look, face: DetectedFace): DetectedFace {
  const close = look(refiningRegion(face.box))
    .filter((candidate) => overlap(candidate.box, face.box) >= SAME_FACE)
    .sort((a, b) => overlap(b.box, face.box) - overlap(a.box, face.box));
  return close[0] ?? face;
}
