import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FaceMap, facesInMaps, PLACE_VALUES, scoreOf } from './face-maps.ts';

const RULES = { viewSize: 128, leastScore: 0.5 };

/** A map without a face, then changed at places. */
function map(
  cells: number,
  anchors: number,
  places: Readonly<Record<number, readonly number[]>> = {},
): FaceMap {
  const count = cells * cells * anchors;
  const logits = new Float32Array(count).fill(-3);
  const boxes = new Float32Array(count * PLACE_VALUES);
  for (const [place, [logit = 0, ...values]] of Object.entries(places)) {
    logits[Number(place)] = logit;
    boxes.set(values, Number(place) * PLACE_VALUES);
  }
  return { cells, anchors, logits, boxes };
}

const box = [0, 0, 20, 20];
const centreOf = (faces: ReturnType<typeof facesInMaps>) =>
  faces.map(({ box: { x, y, width, height } }) => [x + width / 2, y + height / 2]);

test('places follow MediaPipe’s anchors: two for each cell of 8 px, six for each of 16 px', () => {
  const near = map(16, 2, { 0: [1, ...box], 1: [1, ...box], 2: [1, ...box], 511: [1, ...box] });
  const far = map(8, 6, { 0: [1, ...box], 6: [1, ...box], 48: [1, ...box], 383: [1, ...box] });
  expect(centreOf(facesInMaps([near], RULES))).toEqual([
    [4, 4],
    [4, 4],
    [12, 4],
    [124, 124],
  ]);
  expect(centreOf(facesInMaps([far], RULES))).toEqual([
    [8, 8],
    [24, 8],
    [8, 24],
    [120, 120],
  ]);
  expect(facesInMaps([near, far], RULES)).toHaveLength(8);
});

test('values are pixels from the cell’s centre: the box’s middle, its sides, then the keypoints', () => {
  const values = [3, -2, 40, 50, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const [face] = facesInMaps([map(8, 6, { 0: [0, ...values] })], RULES);
  expect(face).toEqual({
    box: { x: 8 + 3 - 20, y: 8 - 2 - 25, width: 40, height: 50 },
    score: 0.5,
    keypoints: {
      leftEye: { x: 9, y: 10 },
      rightEye: { x: 11, y: 12 },
      noseTip: { x: 13, y: 14 },
      mouth: { x: 15, y: 16 },
      leftEar: { x: 17, y: 18 },
      rightEar: { x: 19, y: 20 },
    },
  });
});

test('a place is a face from the least score on; boxes below 0 and what is no number are none', () => {
  const found = (...values: number[]) => facesInMaps([map(8, 6, { 5: values })], RULES).length;
  expect(found(0, ...box)).toBe(1);
  expect(found(-1e-6, ...box)).toBe(0);
  expect(found(Number.NaN, ...box)).toBe(0);
  expect(found(1, 0, 0, -1, 20)).toBe(0);
  expect(found(1, 0, 0, 20, Number.NaN)).toBe(0);
});

test('a score is between 0 and 1, in single precision, and grows with the logit', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
      const [low, high] = [scoreOf(Math.min(a, b)), scoreOf(Math.max(a, b))];
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(high);
      expect(Math.fround(low)).toBe(low);
    }),
  );
  expect(scoreOf(-1e9)).toBe(scoreOf(-100));
});
