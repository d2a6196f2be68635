import { cropToFrame, neededBox } from '../../src/align/index.ts';
import { hasFineDetail, isCovered } from '../../src/detect/fine-detail.ts';
import { type GreyLevel, greyLevels } from '../../src/detect/grey-levels.ts';
import { likelyPlaces } from '../../src/detect/likely-places.ts';
import { PlaceFerns, WINDOW } from '../../src/detect/place-ferns.ts';
import {
  placeRegion,
  type Region,
  refiningRegion,
  turnedRegions,
  wholeRegion,
} from '../../src/detect/regions.ts';
import { ScaledPicture } from '../../src/detect/scaled-picture.ts';
import { sharedView } from '../../src/detect/side-by-side.ts';
import { FERNS } from '../../src/detect/trained-places.ts';
import { turnUpright } from '../../src/detect/turn.ts';
import { VIEW_SIDE } from '../../src/detect/view-detector.ts';
import { cropOf } from '../../src/pipeline/crop.ts';
import { judgeQuality } from '../../src/pipeline/quality.ts';
import { cutOut } from '../../src/pixels.ts';
import type { Box, Frame, Keypoints } from '../../src/types.ts';
import { type MadePicture, pixelsOf, sha256 } from './made-picture.ts';

const CROP_SIDE = 96;
/** Pixels up to which the page holds a whole photo (`src/source/read-pixels.ts`); of larger ones it reads boxes. */
const LARGEST_HELD = 1 << 22;

const PICTURES: readonly MadePicture[] = [
  { width: 201, height: 157, seed: 1, noise: 2, flat: 1 },
  { width: 640, height: 480, seed: 2, noise: 1, flat: 4 },
  { width: 1023, height: 1400, seed: 3, noise: 3, flat: 2 },
  { width: 2300, height: 1901, seed: 4, noise: 1, flat: 8 },
  { width: 500, height: 400, seed: 5, noise: 0, flat: 16 },
  { width: 3, height: 900, seed: 6, noise: 4, flat: 1 },
];

/** What the page makes of the pixels of made pictures: views, detail, crops and quality. */
export function pictureVectors() {
  return PICTURES.map((picture) => {
    const pixels = pixelsOf(picture);
    const { width, height } = picture;
    const frame = { width, height, time: 0 } as Frame;
    const isHeld = width * height <= LARGEST_HELD;
    const scaled = new ScaledPicture(frame, (box) => cutOut(pixels, box), isHeld ? pixels : null);
    const upright = (region: Region) => turnUpright(scaled.view(region, VIEW_SIDE), region.turn);
    return {
      picture,
      pixels: sha256(rgbOf(pixels.data)),
      views: regionsIn(width, height).map((region) => ({
        region: [region.x, region.y, region.size, region.turn ?? 0],
        sha256: sha256(rgbOf(upright(region).data)),
        detail: detailOf(upright(region)),
      })),
      sideBySide: sha256(rgbOf(sideBySide(scaled, picture).data)),
      ...placesIn(scaled, picture),
      crops: keypointsIn(width, height).map((keypoints) => cropVector(frame, keypoints, pixels)),
    };
  });
}

/** Small and large places in one view. */
function sideBySide(scaled: ScaledPicture, { width, height }: MadePicture) {
  const places = [30, 49, 83, 200].map((side) => ({
    x: 0.4 * width - side / 3,
    y: 0.3 * height,
    width: side,
    height: side,
  }));
  return sharedView((region, side) => scaled.view(region, side, undefined, 1), places.map(placeRegion));
}

/** The photo's grey levels, and its places that look like a face, beside nothing and beside a covered part. */
function placesIn(scaled: ScaledPicture, { width, height }: MadePicture) {
  const half = (halvings: number) => scaled.half(halvings);
  const covers: Box[][] = [
    [],
    [{ x: 0.1 * width, y: 0.2 * height, width: 0.45 * width, height: 0.5 * height }],
  ];
  return {
    levels: [...greyLevels(half, WINDOW)].map((level) => ({
      sha256: sha256(level.grey),
      shrink: level.shrink,
      sums: sha256(new Uint8Array(sumsIn(level).buffer)),
    })),
    places: covers.map((covered) => ({
      covered: covered.map(numbersOf),
      boxes: likelyPlaces(half, { width, height }, covered, 12).map(numbersOf),
    })),
  };
}

/** The ferns without their least sums, so that each window has one. */
const openFerns = new PlaceFerns(
  Buffer.from(
    Buffer.from(FERNS, 'base64').map((byte, at) => [byte, 128, 0][Math.max(0, (at % 59) - 56)] ?? 0),
  ).toString('base64'),
);

/** The sums of some windows of a level. */
function sumsIn({ grey, width, height }: GreyLevel): Int32Array {
  const count = Math.floor((width * (height - WINDOW)) / 7);
  const first = Int32Array.from({ length: count }, (_, index) => 7 * index);
  return openFerns.judge(grey, width, first).sums;
}

function numbersOf({ x, y, width, height }: Box): number[] {
  return [x, y, width, height];
}

function rgbOf(data: Uint8ClampedArray | Uint8Array): Uint8Array {
  const rgb = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    rgb.set(data.subarray(from, from + 3), to);
  }
  return rgb;
}

function regionsIn(width: number, height: number): Region[] {
  const boxes: Box[] = [
    { x: 0.31 * width, y: 0.22 * height, width: 0.37 * width, height: 0.41 * height },
    { x: width - 40.25, y: height - 33.5, width: 61, height: 58 },
    { x: -20, y: 11, width: 47, height: 50.5 },
  ];
  return [
    wholeRegion(width, height),
    ...boxes.flatMap((box) => [refiningRegion(box), ...turnedRegions(box)]),
    { x: 5 * width, y: 0, size: 200 },
  ];
}

/** Whether there is detail in a part of a view, beside nothing, a small and a large covered box. */
function detailOf(view: ImageData) {
  const within = { x: 10.5, y: 0, width: 100, height: 128 };
  const covers: Box[][] = [
    [],
    [{ x: 30, y: 20.5, width: 50, height: 60 }],
    [{ x: 12, y: 4, width: 95, height: 121 }],
  ];
  return covers.map((covered) => ({
    covered: covered.map(({ x, y, width, height }) => [x, y, width, height]),
    isCovered: isCovered(VIEW_SIDE, within, covered),
    hasDetail: hasFineDetail(view, within, covered),
  }));
}

/** Faces of many sizes and turns, also beyond the picture's border, and points that are no face. */
function keypointsIn(width: number, height: number): Keypoints[] {
  const faces = [
    [0.5, 0.5, 0.2, 0],
    [0.4, 0.45, 0.31, 12],
    [0.02, 0.03, 0.15, -25],
    [0.98, 0.6, 0.4, 90],
    [0.5, 0.5, 1.7, 170],
    [0.6, 0.7, 0.03, 3],
    [40, 40, 0.1, 0],
  ].map(([x = 0, y = 0, eyes = 0, roll = 0]) =>
    faceAt(x * width, y * height, eyes * Math.min(width, height), roll),
  );
  const here = { x: 20, y: 30 };
  const nowhere = {
    leftEye: here,
    rightEye: here,
    noseTip: here,
    mouth: here,
    leftEar: here,
    rightEar: here,
  };
  return [...faces, nowhere];
}

/** @param eyes distance between them in pixels @param roll degrees */
function faceAt(middleX: number, middleY: number, eyes: number, roll: number): Keypoints {
  const [cosine, sine] = [Math.cos((roll * Math.PI) / 180), Math.sin((roll * Math.PI) / 180)];
  const at = (across: number, down: number) => ({
    x: middleX + eyes * (across * cosine - down * sine),
    y: middleY + eyes * (across * sine + down * cosine),
  });
  return {
    leftEye: at(-0.5, 0),
    rightEye: at(0.5, 0.02),
    noseTip: at(0.1, 0.6),
    mouth: at(0.03, 1.1),
    leftEar: at(-1, 0.2),
    rightEar: at(1, 0.15),
  };
}

function cropVector(frame: Frame, keypoints: Keypoints, pixels: ReturnType<typeof pixelsOf>) {
  const shape = { size: CROP_SIDE, margin: 0 };
  const transform = cropToFrame(keypoints, shape);
  const face = { box: { x: 0, y: 0, width: 1, height: 1 }, score: 1, keypoints };
  const crop = cropOf({ read: (_, box) => cutOut(pixels, box) }, frame, face, shape);
  return {
    keypoints: Object.values(keypoints).flatMap(({ x, y }) => [x, y]),
    transform: transform && [transform.a, transform.b, transform.translateX, transform.translateY],
    box: transform && boxOf(neededBox(transform, CROP_SIDE, frame.width, frame.height)),
    sha256: crop && sha256(crop),
    quality: crop && judgeQuality(keypoints, crop),
  };
}

function boxOf(box: Box | null) {
  return box && [box.x, box.y, box.width, box.height];
}
