import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutOut } from '../pixels.ts';
import type { Box, Keypoints, SimilarityTransform } from '../types.ts';
import { cropFace, cropToFrame, neededBox } from './align-face.ts';
import { applySimilarity } from './similarity-transform.ts';
import { template } from './template.ts';

const shape = { size: 96, margin: 12 };

/** Keypoints that lie exactly as in the template, scaled, turned and moved. */
function templateFace(scale: number, angle: number, x: number, y: number): Keypoints {
  const place = (index: number) => {
    const point = template[index] ?? { x: 0, y: 0 };
    return {
      x: x + scale * (Math.cos(angle) * point.x - Math.sin(angle) * point.y),
      y: y + scale * (Math.sin(angle) * point.x + Math.cos(angle) * point.y),
    };
  };
  const nowhere = { x: 0, y: 0 };
  return {
    leftEye: place(0),
    rightEye: place(1),
    noseTip: place(2),
    mouth: place(3),
    leftEar: nowhere,
    rightEar: nowhere,
  };
}

/** Of a face, which has a place. */
function transformOf(...given: Parameters<typeof cropToFrame>): SimilarityTransform {
  const transform = cropToFrame(...given);
  if (transform === null) throw new Error('no transform');
  return transform;
}

const here = { x: 30, y: 20 };
const allInOnePlace: Keypoints = {
  leftEye: here,
  rightEye: here,
  noseTip: here,
  mouth: here,
  leftEar: here,
  rightEar: here,
};
/** Apart by so little that the squares of their distances are 0. */
const allButInOnePlace = { ...templateFace(0, 0, 0, 0), rightEye: { x: Number.MIN_VALUE, y: 0 } };
/** A square whose turns to the template cancel each other out: no turn and no size fits better than none. */
const mirrored: Keypoints = (() => {
  const [leftEye, rightEye, noseTip, mouth] = template;
  const mean = { x: 0.5, y: (leftEye.y + rightEye.y + noseTip.y + mouth.y) / 4 };
  // Each keypoint where its opposite in both directions would be, by the template's own spread: dot and cross are both 0.
  const spreadX = 2 * (rightEye.x - mean.x) ** 2;
  const spreadY = [leftEye, rightEye, noseTip, mouth].reduce((sum, { y }) => sum + (y - mean.y) ** 2, 0);
  const place = ({ x, y }: { x: number; y: number }) => ({
    x: 1000 + (100 * (x - mean.x)) / spreadX,
    y: 1000 - (100 * (y - mean.y)) / spreadY,
  });
  return {
    leftEye: place(leftEye),
    rightEye: place(rightEye),
    noseTip: place(noseTip),
    mouth: place(mouth),
    leftEar: here,
    rightEar: here,
  };
})();

describe('cropToFrame', () => {
  it('takes the template to the face', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 10, max: 2000, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (scale, angle) => {
          const face = templateFace(scale, angle, 300, 200);
          const eyeInCrop = { x: (template[0].x ?? 0) * 96 + 12, y: template[0].y * 96 + 12 };
          const eye = applySimilarity(transformOf(face, shape), eyeInCrop);
          expect(Math.hypot(eye.x - face.leftEye.x, eye.y - face.leftEye.y)).toBeLessThan(1e-6 * scale);
        },
      ),
    );
  });

  it('keeps the middle of a crop with a margin equal to the crop without one', () => {
    const pixels = {
      data: new Uint8ClampedArray(300 * 300 * 4).map((_, at) => ((at * 7919) % 256) | 0),
      width: 300,
      height: 300,
    };
    const read = (box: Box) => cutOut(pixels, box);
    const whole = { x: 0, y: 0, width: 300, height: 300 };
    const face = templateFace(180, 0.2, 60, 40);
    const wide = cropFace(read, whole, transformOf(face, shape), 120);
    const narrow = cropFace(read, whole, transformOf(face, { size: 96, margin: 0 }), 96);
    for (let row = 0; row < 96; row++) {
      const start = ((row + 12) * 120 + 12) * 3;
      expect(wide.slice(start, start + 96 * 3)).toEqual(narrow.slice(row * 96 * 3, (row + 1) * 96 * 3));
    }
  });
});

describe('an arbitrary face', () => {
  const coordinate = fc.oneof(
    fc.double({ min: -5000, max: 20_000, noNaN: true }),
    fc.constantFrom(0, 1, 1e-9, 1e9, Number.NaN, Number.POSITIVE_INFINITY),
  );
  const point = fc.record({ x: coordinate, y: coordinate });
  const face = fc.record({
    leftEye: point,
    rightEye: point,
    noseTip: point,
    mouth: point,
    leftEar: point,
    rightEar: point,
  });
  const pixels = { data: new Uint8ClampedArray(64 * 48 * 4).fill(200), width: 64, height: 48 };

  it('has a crop or none, whatever its keypoints', () => {
    fc.assert(
      fc.property(face, (keypoints) => {
        const transform = cropToFrame(keypoints, { size: 8, margin: 0 });
        if (transform === null) return;
        for (const value of Object.values(transform)) expect(Number.isFinite(value)).toBe(true);
        const box = neededBox(transform, 8, 64, 48);
        if (box === null) return;
        expect(box.x + box.width).toBeLessThanOrEqual(64);
        expect(box.y + box.height).toBeLessThanOrEqual(48);
        expect(cropFace((part) => cutOut(pixels, part), box, transform, 8)).toHaveLength(8 * 8 * 3);
      }),
      { examples: [[allInOnePlace], [allButInOnePlace], [mirrored]] },
    );
  });

  it('has none where all keypoints lie in one place, or mirrored', () => {
    expect(cropToFrame(allInOnePlace, shape)).toBeNull();
    expect(cropToFrame(allButInOnePlace, shape)).toBeNull();
    expect(cropToFrame(mirrored, shape)).toBeNull();
  });
});

describe('neededBox', () => {
  it('holds all that a crop samples: cutting the frame down to it changes nothing', () => {
    const width = 700;
    const data = new Uint8ClampedArray(width * width * 4).map((_, at) =>
      at % 4 === 3 ? 255 : (at * 7919) % 251,
    );
    const pixels = { data, width, height: width };
    fc.assert(
      fc.property(
        fc.double({ min: 60, max: 500, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (scale, angle) => {
          const transform = transformOf(templateFace(scale, angle, 150, 120), { size: 32, margin: 0 });
          const box = neededBox(transform, 32, width, width);
          if (box === null) throw new Error('the face lies in the frame');
          const read = (part: Box) => cutOut(pixels, part);
          const whole = { x: 0, y: 0, width, height: width };
          expect(cropFace(read, box, transform, 32)).toEqual(cropFace(read, whole, transform, 32));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is null for a face beside the frame', () => {
    expect(neededBox(transformOf(templateFace(50, 0, 1000, 1000), shape), 120, 100, 100)).toBeNull();
  });
});
