import type { Box, DetectedFace } from '../types.ts';
import { mapKeypoints } from './keypoints.ts';
import type { Region } from './regions.ts';
import { turnBack, turnOf, turnUpright } from './turn.ts';
import { VIEW_SIDE, type ViewDetector } from './view-detector.ts';

/** A face as detected in one region. */
export interface RegionFace extends DetectedFace {
  /** True if a close-up would not improve the keypoints. */
  readonly isFine: boolean;
}

/** Finds the faces in each of the regions, in their order; with `leastScore` also places that look a little like a face. */
export type DetectInRegions = (
  regions: readonly Region[],
  leastScore?: number,
) => Promise<readonly (readonly RegionFace[])[]>;

/** A photo as the search for faces uses it. */
export interface PhotoRegions {
  readonly detect: DetectInRegions;
  /** What may be a face in upright regions, which share views: see `detectSideBySide`. */
  readonly detectSideBySide: (regions: readonly Region[]) => Promise<readonly DetectedFace[]>;
  /** Whether a region may hold a face outside of the covered boxes, by its detail. It takes a small part of a detection's time. */
  readonly hasFineDetail: (region: Region, covered: readonly Box[]) => boolean;
  /** See `likelyPlaces`. */
  readonly likelyPlaces: (covered: readonly Box[], most: number) => readonly Box[];
}

/** A photo that the search looks at, until `free` gives back the memory that it took. */
export interface OpenPhoto extends PhotoRegions {
  free(): void;
}

/** A face this large in its region (share of the side) and this sure has keypoints as good as a close-up's: `docs/detector.md`. */
const FINE_SHARE = 1 / 4;
const FINE_SCORE = 0.8;

/** Whether a face of a photo needs no close-up. */
export function isFineFace(face: DetectedFace, { size, turn = 0 }: Region): boolean {
  return face.box.height >= FINE_SHARE * size && face.score >= FINE_SCORE && turnOf(face) === turn;
}

/** Detection in regions of one picture: a view of each, all in one call. */
export function detectionOf(
  detector: ViewDetector,
  viewOf: (region: Region) => ImageData,
  isFine: (face: DetectedFace, region: Region) => boolean,
): DetectInRegions {
  return async (regions, leastScore) => {
    if (regions.length === 0) return [];
    const views = regions.map((region) => turnUpright(viewOf(region), region.turn));
    const found = await detector.detect(views, leastScore);
    return regions.map((region, index) =>
      (found[index] ?? []).map((inView) => {
        const face = placeInPicture(turnBack(inView, VIEW_SIDE, region.turn), region);
        return { ...face, isFine: isFine(face, region) };
      }),
    );
  };
}

/** From pixels of the picture to those of a region's view. */
export function boxInView(box: Box, { x, y, size }: Region): Box {
  const scale = VIEW_SIDE / size;
  return {
    x: (box.x - x) * scale,
    y: (box.y - y) * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
}

/** From pixels of a region's view to the picture's. */
export function placeInPicture(
  { box, score, keypoints }: DetectedFace,
  { x, y, size }: Region,
): DetectedFace {
  const scale = size / VIEW_SIDE;
  return {
    box: { x: x + box.x * scale, y: y + box.y * scale, width: box.width * scale, height: box.height * scale },
    score,
    keypoints: mapKeypoints(keypoints, (point) => ({ x: x + point.x * scale, y: y + point.y * scale })),
  };
}
