import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import type { Attribute, Quality } from '../types.ts';
import { explain, withhold } from './withhold.ts';

const minors = { below: 18, threshold: 0.05 };
const years = { first: 0, last: 100, step: 1, temperature: 1 };
const points = { first: 1, last: 3, step: 1, temperature: 1 };
const card = { minors, heads: { age: years, attractiveness: points } };
const agesOnly = { minors, heads: { age: years } };
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
    expect(withhold(readWith(0.01), good, ['attractiveness'], card)).toEqual({
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
          const curves = withhold(readWith(mass), { ...good, usable }, asked, card);
          expect(curves.attractiveness).toHaveProperty('withheld');
        },
      ),
    );
  });

  it('withholds it from a watched face that may have been a minor’s not long ago', () => {
    const known = { ...readWith(0), attractiveness: null };
    expect(withhold(known, good, both, card).attractiveness).toEqual({ withheld: 'may-be-minor' });
  });

  it('gives no curve at all of a face that is not usable or was not looked at', () => {
    const none = { age: { withheld: 'not-usable' }, attractiveness: { withheld: 'not-usable' } };
    expect(withhold(readWith(0), { ...good, usable: false }, both, card)).toEqual(none);
    expect(withhold(null, good, both, card)).toEqual(none);
  });
});

describe('withhold of a model of ages only', () => {
  const known = { ...readWith(0), attractiveness: null };

  it('says of attractiveness that the model has none, however usable the face is and whatever its age', () => {
    for (const face of [known, { ...readWith(1), attractiveness: null }, null]) {
      for (const usable of [true, false]) {
        const curves = withhold(face, { ...good, usable }, both, agesOnly);
        expect(curves.attractiveness).toEqual({ withheld: 'not-in-model' });
      }
    }
  });

  it('gives the age like the other model', () => {
    expect(withhold(known, good, ['age'], agesOnly)).toEqual({
      age: known.age,
      attractiveness: { withheld: 'not-asked' },
    });
  });
});

describe('explain', () => {
  const maps = { size: 1, age: new Float32Array([1]), attractiveness: new Float32Array([2]) };
  const toFrame = { a: 1, b: 0, translateX: 0, translateY: 0 };

  it('withholds the map of every curve that is withheld', () => {
    const child = withhold(readWith(1), good, both, card);
    expect(explain(maps, toFrame, child)).toMatchObject({
      age: maps.age,
      attractiveness: { withheld: 'may-be-minor' },
    });
    const notAsked = withhold(readWith(0), good, ['attractiveness'], card);
    expect(explain(maps, toFrame, notAsked)).toMatchObject({
      age: { withheld: 'not-asked' },
      attractiveness: maps.attractiveness,
    });
  });

  it('gives the map of ages of a model that knows those alone', () => {
    const curves = withhold({ ...readWith(0), attractiveness: null }, good, both, agesOnly);
    expect(explain({ ...maps, attractiveness: null }, toFrame, curves)).toMatchObject({
      age: maps.age,
      attractiveness: { withheld: 'not-in-model' },
    });
  });
});
