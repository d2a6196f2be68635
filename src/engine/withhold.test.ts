import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import type { Attribute, Quality } from '../types.ts';
import { withhold } from './withhold.ts';

const minors = { below: 18, threshold: 0.05 };
const good: Quality = { usable: true, reasons: [], eyeDistance: 40 };
const attractiveness = new LabelDistribution([1, 2, 3], [1, 1, 1]);

function readWith(massBelow18: number) {
  const age = new LabelDistribution(
    Array.from({ length: 101 }, (_, year) => year),
    Array.from({ length: 101 }, (_, year) => (year === 12 ? massBelow18 : year === 30 ? 1 - massBelow18 : 0)),
  );
  return { age, attractiveness };
}

describe('withhold', () => {
  it('lets attractiveness through for a usable adult face that was asked for', () => {
    expect(withhold(readWith(0.01), good, ['attractiveness'], minors)).toEqual({
      age: { withheld: 'not-asked' },
      attractiveness,
    });
  });

  it('withholds it from a face that may be a minor’s, whatever is asked and however good the picture is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.051, max: 1, noNaN: true }),
        fc.subarray<Attribute>(['age', 'attractiveness']),
        fc.boolean(),
        (mass, attributes, usable) => {
          const curves = withhold(readWith(mass), { ...good, usable }, attributes, minors);
          expect(curves.attractiveness).toHaveProperty('withheld');
        },
      ),
    );
  });

  it('gives no curve at all of a face that is not usable', () => {
    const poor: Quality = { usable: false, reasons: ['too-small'], eyeDistance: 5 };
    expect(withhold(readWith(0), poor, ['age', 'attractiveness'], minors)).toEqual({
      age: { withheld: 'not-usable' },
      attractiveness: { withheld: 'not-usable' },
    });
  });
});
