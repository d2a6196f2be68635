import { expect, it, vi } from 'vitest';
import { type Pixels, wordsOf } from '../pixels.ts';
import type { DetectedFace } from '../types.ts';
import type { Region } from './regions.ts';
import { detectSideBySide, REGIONS_A_VIEW } from './side-by-side.ts';
import type { ViewDetector } from './view-detector.ts';

/** Node has no ImageData. */
class NodeImageData {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(width: number, height: number) {
    this.data = new Uint8ClampedArray(4 * width * height);
    this.width = width;
    this.height = height;
  }
}
vi.stubGlobal('ImageData', NodeImageData);

/** Regions of 84 px, so that a pixel of the shared view is two of the picture. */
const regions = Array.from({ length: REGIONS_A_VIEW + 2 }, (_, index) => ({
  x: 1000 * index,
  y: 7,
  size: 84,
}));

/** A view in one colour, which tells the region. */
function viewOf({ x }: Region, side: number): Pixels {
  const pixels = { width: side, height: side, data: new Uint8ClampedArray(4 * side * side) };
  wordsOf(pixels).fill(x / 1000 + 1);
  return pixels;
}

function faceAt(x: number, y: number): DetectedFace {
  const point = { x: x + 10, y: y + 10 };
  return {
    box: { x, y, width: 20, height: 20 },
    score: 0.8,
    keypoints: {
      leftEye: point,
      rightEye: point,
      noseTip: point,
      mouth: point,
      leftEar: point,
      rightEar: point,
    },
  };
}

async function foundFrom(seen: readonly (readonly DetectedFace[])[], asked: readonly Region[] = regions) {
  const views: ImageData[] = [];
  const detector: ViewDetector = {
    detect: async (all) => {
      views.push(...all);
      return seen;
    },
    isLost: false,
    close() {},
  };
  return { faces: await detectSideBySide(detector, viewOf, asked), views };
}

it('nine regions share a view, in rows of three, grey beside them', async () => {
  const { views } = await foundFrom([[], []]);
  const colours = views.map((view) => {
    const words = wordsOf(view);
    return [0, 42, 84].flatMap((y) => [0, 42, 84].map((x) => words[(y + 41) * 128 + x + 41]));
  });
  const grey = wordsOf(views[0] as ImageData)[127];
  expect(colours).toEqual([
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
    [10, 11, ...Array.from({ length: 7 }, () => grey)],
  ]);
});

it('a face lies in the region of its middle, with its keypoints', async () => {
  const { faces } = await foundFrom([[faceAt(84 + 11, 42 + 5)], []]);
  expect(faces).toMatchObject([
    { box: { x: 5022, y: 17, width: 40, height: 40 }, keypoints: { noseTip: { x: 5042, y: 37 } } },
  ]);
});

it('what lies beside all regions is none', async () => {
  expect((await foundFrom([[], [faceAt(95, 5), faceAt(117, 5), faceAt(5, 117)]])).faces).toEqual([]);
});

it('without a region nothing is looked at', async () => {
  expect((await foundFrom([], [])).views).toEqual([]);
});
