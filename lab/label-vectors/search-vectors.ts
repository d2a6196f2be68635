import { detectInPhoto } from '../../src/detect/detect-faces.ts';
import { isFineFace, type RegionFace } from '../../src/detect/region-faces.ts';
import { type Region, tileLevels, turnedRegions } from '../../src/detect/regions.ts';
import type { DetectedFace, PictureSize } from '../../src/types.ts';
import { sha256 } from './made-picture.ts';

/** A face of a made scene: its middle and side as shares of the photo's shorter side. */
interface SceneFace {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  /** The detector's score where the face stands upright in the view, and where it does not. */
  readonly score: number;
  readonly turnedScore?: number;
  /** Degrees by which the face is turned, clockwise. */
  readonly roll?: 0 | 90 | 180 | 270;
}

interface Scene extends PictureSize {
  readonly name: string;
  readonly faces: readonly SceneFace[];
}

const SCENES: readonly Scene[] = [
  { name: 'small portrait', width: 200, height: 220, faces: [{ x: 0.5, y: 0.5, side: 0.6, score: 0.93 }] },
  {
    name: 'portrait with faces behind',
    width: 3200,
    height: 2400,
    faces: [
      { x: 0.7, y: 0.55, side: 0.55, score: 0.95 },
      { x: 0.2, y: 0.3, side: 0.05, score: 0.86 },
      { x: 1.1, y: 0.2, side: 0.03, score: 0.66 },
      { x: 0.25, y: 0.8, side: 0.03, score: 0.4 },
      { x: 0.3, y: 0.6, side: 0.1, score: 0.56 },
      { x: 0.1, y: 0.1, side: 0.1, score: 0.56 },
    ],
  },
  {
    name: 'crowd',
    width: 1500,
    height: 1000,
    faces: Array.from({ length: 14 }, (_, index) => ({
      x: 0.08 + ((index * 0.37) % 1.35),
      y: 0.1 + ((index * 0.23) % 0.8),
      side: 0.03 + ((index * 0.017) % 0.12),
      score: 0.55 + ((index * 0.13) % 0.4),
    })),
  },
  {
    name: 'unsure places',
    width: 3000,
    height: 2000,
    faces: [
      { x: 0.3, y: 0.3, side: 0.033, score: 0.78 },
      { x: 0.9, y: 0.5, side: 0.024, score: 0.85 },
      { x: 1.2, y: 0.7, side: 0.09, score: 0.91 },
    ],
  },
  {
    name: 'on its head',
    width: 900,
    height: 1200,
    faces: [{ x: 0.5, y: 0.7, side: 0.3, score: 0.76, turnedScore: 0.6, roll: 180 }],
  },
  {
    name: 'lying',
    width: 640,
    height: 480,
    faces: [{ x: 0.6, y: 0.5, side: 0.4, score: 0.9, turnedScore: 0, roll: 90 }],
  },
  { name: 'nobody', width: 1024, height: 768, faces: [] },
];

/** The regions that the page's search asks for in made scenes, what a made detector answers, and the faces that result. */
export async function searchVectors() {
  return Promise.all(SCENES.map(searchVector));
}

async function searchVector(scene: Scene) {
  const { name, width, height } = scene;
  const calls: unknown[] = [];
  const looks: unknown[] = [];
  const details: number[] = [];
  const places: unknown[] = [];
  const faces = await detectInPhoto(
    {
      async detect(regions, leastScore) {
        const found = regions.map((region) => seenIn(region, scene, leastScore ?? 0.5));
        const seen = found.flatMap((all, index) => all.map((face) => [index, ...numbersOf(face)]));
        if (regions.length > 0)
          calls.push({
            regions: hashOf(regions),
            count: regions.length,
            leastScore: leastScore ?? null,
            seen,
          });
        return found;
      },
      async detectSideBySide(regions) {
        const found = regions.flatMap((region) => seenIn(region, scene, 0.5));
        looks.push({ regions: hashOf(regions), seen: found.map(numbersOf) });
        return found;
      },
      hasFineDetail(region, covered) {
        const isDetailed = (region.x + region.y) % 3 < 1.2 && covered.length > 0;
        details.push(isDetailed ? 1 : 0);
        return isDetailed;
      },
      likelyPlaces(covered, most) {
        const found = scene.faces
          .slice(0, most)
          .map((face) => faceOf(face, Math.min(width, height), 0, 0).box);
        places.push([covered.length, most, ...found.map(({ x, y, width, height }) => [x, y, width, height])]);
        return found;
      },
    },
    { width, height },
  );
  return { name, width, height, calls, looks, details, places, faces: faces.map((face) => numbersOf(face)) };
}

/** A detector that sees faces of a scene, a little displaced in each view, as a real one does. */
function seenIn(region: Region, scene: Scene, leastScore: number): RegionFace[] {
  const shorter = Math.min(scene.width, scene.height);
  return scene.faces.flatMap((face, index) => {
    const { roll = 0, side, score, turnedScore = 0 } = face;
    const share = (side * shorter) / region.size;
    const isUpright = roll === (region.turn ?? 0);
    // Too small a face in its view is a little less sure, and too large a one is not seen.
    const ofSize = (share < 0.14 ? -0.3 : 0) + (share > 0.4 ? 0.1 : 0);
    const ofPlace = ((Math.abs(region.x) * 13 + Math.abs(region.y) * 7) % 10) / 1000;
    const seenScore = (isUpright ? score : turnedScore) + ofSize + ofPlace;
    if (share < 0.05 || share > 0.9 || seenScore < leastScore) return [];
    const shift = (((region.x * 7 + region.y * 3 + index) % 5) / 100) * side * shorter;
    // A detector takes what it sees for an upright face.
    const seen = { ...face, roll: region.turn ?? 0 };
    const found = faceOf(seen, shorter, shift, Math.min(0.99, seenScore));
    const { x, y } = found.keypoints.noseTip;
    const isInside = x > region.x && y > region.y && x < region.x + region.size && y < region.y + region.size;
    return isInside ? [{ ...found, isFine: isFineFace(found, region) }] : [];
  });
}

function faceOf(face: SceneFace, shorter: number, shift: number, score: number): DetectedFace {
  const size = face.side * shorter;
  const middle = { x: face.x * shorter + shift, y: face.y * shorter - shift };
  const at = (across: number, down: number) => {
    const [x, y] = turned(across * size, down * size, face.roll ?? 0);
    return { x: middle.x + x, y: middle.y + y };
  };
  return {
    box: { x: middle.x - size / 2, y: middle.y - size / 2, width: size, height: size },
    score,
    keypoints: {
      leftEye: at(-0.2, -0.2),
      rightEye: at(0.2, -0.2),
      noseTip: at(0, 0),
      mouth: at(0, 0.2),
      leftEar: at(-0.4, -0.1),
      rightEar: at(0.4, -0.1),
    },
  };
}

function turned(x: number, y: number, roll: 0 | 90 | 180 | 270): [number, number] {
  switch (roll) {
    case 0:
      return [x, y];
    case 90:
      return [-y, x];
    case 180:
      return [-x, -y];
    case 270:
      return [y, -x];
  }
}

function numbersOf({ box, score, keypoints }: DetectedFace): number[] {
  const points = Object.values(keypoints as unknown as Record<string, { x: number; y: number }>);
  return [box.x, box.y, box.width, box.height, score, ...points.flatMap(({ x, y }) => [x, y])];
}

/** Of the numbers of regions, in double precision. */
export function hashOf(regions: readonly Region[]): string {
  const numbers = regions.flatMap(({ x, y, size, turn = 0 }) => [x, y, size, turn]);
  return sha256(new Uint8Array(Float64Array.from(numbers).buffer));
}

const SIZES = [
  [200, 150],
  [320, 240],
  [1000, 700],
  [481, 2000],
  [4096, 3072],
  [1, 5000],
] as const;

/** The tiles of photos of several sizes, and the turned views of a box. */
export function regionVectors() {
  return {
    tiles: SIZES.map(([width, height]) => ({
      width,
      height,
      levels: tileLevels(width, height).map((level) => ({ count: level.length, sha256: hashOf(level) })),
    })),
    turned: hashOf(turnedRegions({ x: 12.5, y: 7.25, width: 33, height: 41 })),
  };
}
