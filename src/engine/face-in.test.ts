import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FaceEstimate } from '../types.ts';
import { faceIn } from './face-in.ts';

const found = {
  id: 3,
  frame: { width: 400, height: 200 },
  box: { x: 100, y: 20, width: 50, height: 60 },
  keypoints: {
    leftEye: { x: 110, y: 40 },
    rightEye: { x: 130, y: 40 },
    noseTip: { x: 120, y: 50 },
    mouth: { x: 120, y: 60 },
    leftEar: { x: 100, y: 40 },
    rightEar: { x: 150, y: 40 },
  },
  quality: { usable: true, reasons: [], eyeDistance: 20, sharpness: 0.2, yaw: 1 },
  explanation: {
    size: 6,
    toFrame: { a: 10, b: 1, translateX: 90, translateY: 10 },
    age: new Float32Array(36),
  },
} as unknown as FaceEstimate;

test('a face is given the coordinates of another size, with all that is no coordinate as it was', () => {
  const face = faceIn({ width: 1200, height: 600 }, found);
  expect(face).toMatchObject({
    id: 3,
    frame: { width: 1200, height: 600 },
    box: { x: 300, y: 60, width: 150, height: 180 },
    keypoints: { leftEye: { x: 330, y: 120 }, rightEar: { x: 450, y: 120 } },
    quality: { usable: true, eyeDistance: 60, sharpness: 0.2, yaw: 1 },
    explanation: { size: 6, toFrame: { a: 30, b: 3, translateX: 270, translateY: 30 } },
  });
  expect(face.explanation?.age).toBe(found.explanation?.age);
});

test('a face in its own size stays the same object', () => {
  expect(faceIn({ width: 400, height: 200 }, found)).toBe(found);
});

test('there and back gives the same coordinates', () => {
  const side = fc.integer({ min: 1, max: 16_384 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const again = faceIn(found.frame, faceIn({ width, height }, found));
      expect(again.frame).toEqual(found.frame);
      for (const key of ['x', 'y', 'width', 'height'] as const) {
        expect(again.box[key]).toBeCloseTo(found.box[key], 6);
      }
      expect(again.quality.eyeDistance).toBeCloseTo(20, 6);
      expect(again.explanation?.toFrame.translateY).toBeCloseTo(10, 6);
    }),
  );
});
