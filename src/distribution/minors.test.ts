import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabelDistribution } from './label-distribution.ts';
import { mayBeMinor, minorChance, minorProbability } from './minors.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);

function twoAges(young: number, massOfYoung: number): LabelDistribution {
  return new LabelDistribution(
    ages,
    ages.map((age) => (age === young ? massOfYoung : age === 40 ? 1 - massOfYoung : 0)),
  );
}

/** The curve of a head whose label 1 says "a minor's". */
function yes(probability: number): LabelDistribution {
  return new LabelDistribution([0, 1], [1 - probability, probability]);
}

const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe('mayBeMinor', () => {
  it('counts the whole years before 18 and no other', () => {
    expect(minorProbability(twoAges(17, 0.3), 18)).toBeCloseTo(0.3, 6);
    expect(minorProbability(twoAges(18, 0.3), 18)).toBe(0);
  });

  it('holds a face back only above the threshold', () => {
    const rule = { below: 18, threshold: 0.05 };
    expect(mayBeMinor({ age: twoAges(10, 0.06) }, rule)).toBe(true);
    expect(mayBeMinor({ age: twoAges(10, 0.04) }, rule)).toBe(false);
  });

  it('holds a face back where the threshold is no number', () => {
    expect(mayBeMinor({ age: twoAges(10, 0) }, { below: 18, threshold: Number.NaN })).toBe(true);
  });
});

describe('minorChance', () => {
  const rule = { below: 18, threshold: 0.05 };

  it('is P(age < 18) to the last bit without evidence, and with the age alone at weight 1', () => {
    fc.assert(
      fc.property(probability, (mass) => {
        const age = twoAges(10, mass);
        const expected = age.probabilityBelow(17.5);
        expect(minorChance({ age, minor: yes(0.9) }, rule)).toBe(expected);
        expect(minorChance({ age, minor: yes(0.9) }, { ...rule, evidence: { age: 1 } })).toBe(expected);
      }),
    );
  });

  it('adds the weighted log-odds of the heads', () => {
    const chance = (age: number, minor: number, evidence: Record<string, number>) =>
      minorChance({ age: twoAges(10, age), minor: yes(minor) }, { ...rule, evidence });
    // Odds of 1/4 and 9 multiply to 9/4.
    expect(chance(0.2, 0.9, { age: 1, minor: 1 })).toBeCloseTo(9 / 13, 6);
    // Odds of 1/2 * 3 = 1.5, since halved log-odds are roots of odds.
    expect(chance(0.2, 0.9, { age: 0.5, minor: 0.5 })).toBeCloseTo(0.6, 6);
    expect(chance(0.2, 0.9, { minor: 1 })).toBeCloseTo(0.9, 6);
    expect(chance(0.5, 0.9, { minor: 2 })).toBeCloseTo(81 / 82, 6);
  });

  it('clamps probabilities, so that one sure head is no infinite evidence', () => {
    const evidence = { age: 1, minor: 1 };
    expect(minorChance({ age: twoAges(10, 0), minor: yes(1) }, { ...rule, evidence })).toBeCloseTo(0.5, 6);
    expect(minorChance({ age: twoAges(10, 1), minor: yes(1) }, { ...rule, evidence })).toBeLessThan(1);
  });

  it('rises with the probability of each head of positive weight', () => {
    fc.assert(
      fc.property(probability, probability, probability, (age, low, high) => {
        const chance = (minor: number) =>
          minorChance(
            { age: twoAges(10, age), minor: yes(minor) },
            { ...rule, evidence: { age: 0.7, minor: 0.4 } },
          );
        expect(chance(Math.min(low, high))).toBeLessThanOrEqual(chance(Math.max(low, high)));
      }),
    );
  });

  it('needs a curve of each head of the evidence', () => {
    const evidence = { age: 1, minor: 1 };
    expect(() => minorChance({ age: twoAges(10, 0) }, { ...rule, evidence })).toThrow(RangeError);
  });
});
