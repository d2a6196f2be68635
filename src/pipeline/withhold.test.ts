import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import type { Attribute, Quality } from '../types.ts';
import { explain, isShownOfEverybody, withhold } from './withhold.ts';

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
    const { age } = readWith(0);
    expect(withhold({ age }, good, both, card).attractiveness).toEqual({ withheld: 'may-be-minor' });
  });

  it('gives no curve at all of a face that is not usable or was not looked at', () => {
    const none = { age: { withheld: 'not-usable' }, attractiveness: { withheld: 'not-usable' } };
    expect(withhold(readWith(0), { ...good, usable: false }, both, card)).toEqual(none);
    expect(withhold(null, good, both, card)).toEqual(none);
  });
});

describe('withhold of a model of ages only', () => {
  const { age: adult } = readWith(0);
  const { age: child } = readWith(1);

  it('says of attractiveness that the model has none, however usable the face is and whatever its age', () => {
    for (const face of [{ age: adult }, { age: child }, null]) {
      for (const usable of [true, false]) {
        const curves = withhold(face, { ...good, usable }, both, agesOnly);
        expect(curves.attractiveness).toEqual({ withheld: 'not-in-model' });
      }
    }
  });

  it('gives the age like the other model', () => {
    expect(withhold({ age: adult }, good, ['age'], agesOnly)).toEqual({
      age: adult,
      attractiveness: { withheld: 'not-asked' },
    });
  });
});

describe('withhold of a head that no rule lets through', () => {
  const smile = new LabelDistribution([0, 1], [0.25, 0.75]);
  const withSmile = { minors, heads: { ...card.heads, smile: { ...points, first: 0, last: 1 } } };

  it('gives nothing of it, whatever is asked', () => {
    const asked = ['age', 'attractiveness', 'smile'] as unknown as readonly Attribute[];
    const curves = withhold({ ...readWith(0), smile }, good, asked, withSmile);
    expect(Object.keys(curves)).toEqual(['age', 'attractiveness']);
    expect(Object.values(curves)).not.toContain(smile);
    const maps = { size: 1, heads: { smile: new Float32Array([7]) } };
    const explanation = explain(maps, { a: 1, b: 0, translateX: 0, translateY: 0 }, curves);
    expect(Object.values(explanation)).not.toContain(maps.heads.smile);
  });

  it('does not count it among those that are shown of everybody', () => {
    expect(['age', 'attractiveness', 'smile', 'toString'].filter(isShownOfEverybody)).toEqual(['age']);
  });
});

describe('withhold with a head of its own for minors', () => {
  const minor = (probability: number) => new LabelDistribution([0, 1], [1 - probability, probability]);
  const yesOrNo = { first: 0, last: 1, step: 1, temperature: 1 };
  const rule = { ...minors, evidence: { age: 1, minor: 1 } };
  const ofAll = { minors: rule, heads: { ...card.heads, minor: yesOrNo } };

  it('decides by all heads of the evidence, and shows none but the age', () => {
    const shown = (ageMass: number, probability: number) =>
      withhold({ ...readWith(ageMass), minor: minor(probability) }, good, both, ofAll).attractiveness;
    // Odds of 1/9 by age alone withhold; a head that is sure of an adult lets the curve through, and the other way round.
    expect(shown(0.1, 0.5)).toEqual({ withheld: 'may-be-minor' });
    expect(shown(0.1, 0.01)).toBe(attractiveness);
    expect(shown(0.01, 0.99)).toEqual({ withheld: 'may-be-minor' });
  });
});

describe('explain', () => {
  const heads = { age: new Float32Array([1]), attractiveness: new Float32Array([2]) };
  const maps = { size: 1, heads };
  const toFrame = { a: 1, b: 0, translateX: 0, translateY: 0 };

  it('withholds the map of every curve that is withheld', () => {
    const child = withhold(readWith(1), good, both, card);
    expect(explain(maps, toFrame, child)).toMatchObject({
      age: heads.age,
      attractiveness: { withheld: 'may-be-minor' },
    });
    const notAsked = withhold(readWith(0), good, ['attractiveness'], card);
    expect(explain(maps, toFrame, notAsked)).toMatchObject({
      age: { withheld: 'not-asked' },
      attractiveness: heads.attractiveness,
    });
  });

  it('gives the map of ages of a model that knows those alone', () => {
    const { age } = readWith(0);
    const curves = withhold({ age }, good, both, agesOnly);
    expect(explain({ size: 1, heads: { age: heads.age } }, toFrame, curves)).toMatchObject({
      age: heads.age,
      attractiveness: { withheld: 'not-in-model' },
    });
  });
});
