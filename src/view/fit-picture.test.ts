import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitPicture, showsAll } from './fit-picture.ts';

const stage = { width: 400, height: 400 };
const side = fc.integer({ min: 50, max: 4000 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('fitPicture', () => {
  it('fills the stage and moves towards the face', () => {
    const landscape = { width: 1600, height: 800 };
    expect(fitPicture(landscape, stage, [])).toEqual({ x: -200, y: 0, width: 800, height: 400 });
    const right = fitPicture(landscape, stage, [{ x: 1200, y: 200, width: 300, height: 300 }]);
    expect(right).toEqual({ x: -400, y: 0, width: 800, height: 400 });
  });

  it('shows the whole picture when faces lie too far from each other', () => {
    const faces = [
      { x: 0, y: 300, width: 200, height: 200 },
      { x: 1400, y: 300, width: 200, height: 200 },
    ];
    expect(fitPicture({ width: 1600, height: 800 }, stage, faces)).toEqual({
      x: 0,
      y: 100,
      width: 400,
      height: 200,
    });
  });

  it('keeps every face in view and the proportions of any picture', () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.array(fc.tuple(share, share, share), { maxLength: 4 }),
        (width, height, places) => {
          const faces = places.map(([x, y, size]) => {
            const length = 1 + size * Math.min(width, height) * 0.9;
            return { x: x * (width - length), y: y * (height - length), width: length, height: length };
          });
          const fit = fitPicture({ width, height }, stage, faces);
          expect(fit.width / fit.height).toBeCloseTo(width / height, 4);
          expect(showsAll({ width, height }, stage, { fit, faces })).toBe(true);
        },
      ),
    );
  });
});
