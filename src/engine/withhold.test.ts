import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import type { Attribute, Quality } from '../types.ts';
import { explain, withhold } from './withhold.ts';

const minors = { below: 18, threshold: 0.05 };
const good: Quality = {
  usable: true,
  reasons: [],
  eyeDistance: 40,
  sharpness: 0.3,
  brightness: 0.5,
  yaw: 0,
  pitch: 0,
  roll: 0,
};
const attractiveness = new LabelDistribution([1, 2, 3], [1, 1, 1]);
const both: readonly Attribute[] = ['age', 'attractiveness'];

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
    const anything = fc.oneof(fc.subarray<unknown>([...both]), fc.anything());
    fc.assert(
      fc.property(
        fc.double({ min: 0.051, max: 1, noNaN: true }),
        anything,
        fc.boolean(),
        (mass, attributes, usable) => {
          const asked = attributes as readonly Attribute[];
          const curves = withhold(readWith(mass), { ...good, usable }, asked, minors);
          expect(curves.attractiveness).toHaveProperty('withheld');
        },
      ),
    );
  });

  it('withholds it from a watched face that may have been a minor’s not long ago', () => {
    const known = { ...readWith(0), attractiveness: null };
    expect(withhold(known, good, both, minors).attractiveness).toEqual({ withheld: 'may-be-minor' });
  });

  it('gives no curve at all of a face that is not usable or was not looked at', () => {
    const none = { age: { withheld: 'not-usable' }, attractiveness: { withheld: 'not-usable' } };
    expect(withhold(readWith(0), { ...good, usable: false }, both, minors)).toEqual(none);
    expect(withhold(null, good, both, minors)).toEqual(none);
  });
});

describe('explain', () => {
  const maps = { size: 1, age: new Float32Array([1]), attractiveness: new Float32Array([2]) };
  const toFrame = { a: 1, b: 0, translateX: 0, translateY: 0 };

  it('withholds the map of every curve that is withheld', () => {
    const child = withhold(readWith(1), good, both, minors);
    expect(explain(maps, toFrame, child)).toMatchObject({
      age: maps.age,
      attractiveness: { withheld: 'may-be-minor' },
    });
    const notAsked = withhold(readWith(0), good, ['attractiveness'], minors);
    expect(explain(maps, toFrame, notAsked)).toMatchObject({
      age: { withheld: 'not-asked' },
      attractiveness: maps.attractiveness,
    });
  });
});
