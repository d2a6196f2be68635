import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box, DetectedFace } from '../types.ts';
import { mergeOverlapping } from './weighted-suppression.ts';

const OVERLAP = 0.3;

function face(box: Box, score: number): DetectedFace {
  const point = { x: box.x + box.width / 3, y: box.y + box.height / 4 };
  return {
    box,
    score,
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

const square = (x: number, size: number, score: number) =>
  face({ x, y: 0, width: size, height: size }, score);

const anyFace = fc
  .record({
    x: fc.integer({ min: -20, max: 140 }),
    y: fc.integer({ min: -20, max: 140 }),
    width: fc.integer({ min: 1, max: 90 }),
    height: fc.integer({ min: 1, max: 90 }),
    score: fc.integer({ min: 500, max: 1000 }),
  })
  .map(({ score, ...box }) => face(box, score / 1000));
const facesOfAllScores = fc.uniqueArray(anyFace, { maxLength: 30, selector: ({ score }) => score });

test('box and keypoints are means weighted by the scores; the score is that of the best', () => {
  const [merged, ...others] = mergeOverlapping([square(0, 30, 0.5), square(6, 36, 1)], OVERLAP);
  expect(others).toEqual([]);
  expect(merged?.score).toBe(1);
  expect(merged?.box.x).toBeCloseTo((0 * 0.5 + 6) / 1.5);
  expect(merged?.box.width).toBeCloseTo((30 * 0.5 + 42) / 1.5 - 4);
  expect(merged?.keypoints.mouth.x).toBeCloseTo((10 * 0.5 + 18) / 1.5);
});

test('only what overlaps by more than the limit is merged', () => {
  // Two boxes of 100 x 100 that share exactly 0.25 of what they cover.
  const [a, b] = [square(0, 100, 0.9), square(60, 100, 0.8)];
  expect(mergeOverlapping([a, b], 0.25)).toEqual([
    expect.objectContaining({ score: 0.9, box: a.box }),
    expect.objectContaining({ score: 0.8, box: b.box }),
  ]);
  expect(mergeOverlapping([a, b], 0.2499)).toHaveLength(1);
});

test('the rest is compared with the best one’s own box, not with the mean', () => {
  const chain = [square(0, 100, 0.9), square(50, 100, 0.8), square(100, 100, 0.7)];
  expect(mergeOverlapping(chain, OVERLAP).map(({ score }) => score)).toEqual([0.9, 0.7]);
});

test('a box without an area ends the search, as in MediaPipe', () => {
  const flat = face({ x: 5, y: 5, width: 0, height: 9 }, 0.9);
  expect(mergeOverlapping([square(0, 20, 0.8), flat], OVERLAP)).toEqual([flat]);
});

test('the order of the faces does not matter, and each result is inside of what was given', () => {
  fc.assert(
    fc.property(facesOfAllScores, (faces) => {
      const merged = mergeOverlapping(faces, OVERLAP);
      expect(mergeOverlapping(faces.toReversed(), OVERLAP)).toEqual(merged);
      expect(merged.length).toBeLessThanOrEqual(faces.length);
      expect(merged.length === 0).toBe(faces.length === 0);
      for (const [index, { score, box }] of merged.entries()) {
        if (index > 0) expect(score).toBeLessThan(merged[index - 1]?.score ?? 0);
        expect(faces.some((given) => given.score === score)).toBe(true);
        expect(box.x).toBeGreaterThanOrEqual(Math.min(...faces.map((given) => given.box.x)) - 1e-9);
        expect(box.x + box.width).toBeLessThanOrEqual(
          Math.max(...faces.map((given) => given.box.x + given.box.width)) + 1e-9,
        );
      }
    }),
  );
});

test('faces apart stay as they are', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 8 }), (places) => {
      const faces = places.map((place, index) => square(place * 50, 40, 0.95 - index / 100));
      const merged = mergeOverlapping(faces, OVERLAP);
      expect(merged.map(({ score }) => score)).toEqual(faces.map(({ score }) => score));
      merged.forEach(({ box }, index) => {
        expect(box.x).toBeCloseTo(faces[index]?.box.x ?? Number.NaN, 9);
        expect(box.width).toBeCloseTo(40, 9);
      });
    }),
  );
});
