import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applySimilarity, fitSimilarityTransform } from './similarity-transform.ts';

const coordinate = fc.double({ min: -1000, max: 1000, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });

describe('fitSimilarityTransform', () => {
  it('finds back any similarity transform from points it moved', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
        point,
        (scale, angle, shift) => {
          const from = [
            { x: 30, y: 40 },
            { x: 66, y: 41 },
            { x: 48, y: 60 },
            { x: 47, y: 75 },
          ];
          const truth = {
            a: scale * Math.cos(angle),
            b: scale * Math.sin(angle),
            translateX: shift.x,
            translateY: shift.y,
          };
          const fitted = fitSimilarityTransform(
            from,
            from.map((each) => applySimilarity(truth, each)),
          );
          expect(fitted.a).toBeCloseTo(truth.a, 6);
          expect(fitted.b).toBeCloseTo(truth.b, 6);
          expect(fitted.translateX).toBeCloseTo(truth.translateX, 5);
          expect(fitted.translateY).toBeCloseTo(truth.translateY, 5);
        },
      ),
    );
  });

  it('there and back is where it was', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 8 }), point, (to, somewhere) => {
        const from = to.map((_, index) => ({ x: index, y: index % 3 }));
        const there = fitSimilarityTransform(from, to);
        const moved = from.map((each) => applySimilarity(there, each));
        fc.pre(Math.hypot(there.a, there.b) > 1e-3);
        const back = fitSimilarityTransform(moved, from);
        const again = applySimilarity(back, applySimilarity(there, somewhere));
        expect(Math.hypot(again.x - somewhere.x, again.y - somewhere.y)).toBeLessThan(1e-3);
      }),
    );
  });

  it('has the least squared error: no nearby transform does better', () => {
    const from = [
      { x: 0, y: 0 },
      { x: 10, y: 1 },
      { x: 5, y: 7 },
    ];
    const to = [
      { x: 3, y: 1 },
      { x: 21, y: 9 },
      { x: 8, y: 14 },
    ];
    const fitted = fitSimilarityTransform(from, to);
    const error = (transform: typeof fitted) =>
      from.reduce((sum, each, index) => {
        const moved = applySimilarity(transform, each);
        const target = to[index] ?? each;
        return sum + (moved.x - target.x) ** 2 + (moved.y - target.y) ** 2;
      }, 0);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (step) => {
          const [a = 0, b = 0, x = 0, y = 0] = step;
          const other = {
            a: fitted.a + a,
            b: fitted.b + b,
            translateX: fitted.translateX + x,
            translateY: fitted.translateY + y,
          };
          expect(error(other)).toBeGreaterThanOrEqual(error(fitted) - 1e-9);
        },
      ),
    );
  });

  it('refuses points that give no transform', () => {
    const same = [
      { x: 1, y: 1 },
      { x: 1, y: 1 },
    ];
    expect(() => fitSimilarityTransform(same, same)).toThrow(RangeError);
    expect(() => fitSimilarityTransform([{ x: 0, y: 0 }], [{ x: 0, y: 0 }])).toThrow(RangeError);
  });
});
