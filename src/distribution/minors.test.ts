import { describe, expect, it } from 'vitest';
import { LabelDistribution } from './label-distribution.ts';
import { mayBeMinor, minorProbability } from './minors.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);

function twoAges(young: number, massOfYoung: number): LabelDistribution {
  return new LabelDistribution(
    ages,
    ages.map((age) => (age === young ? massOfYoung : age === 40 ? 1 - massOfYoung : 0)),
  );
}

describe('mayBeMinor', () => {
  it('counts the whole years before 18 and no other', () => {
    expect(minorProbability(twoAges(17, 0.3), 18)).toBeCloseTo(0.3, 6);
    expect(minorProbability(twoAges(18, 0.3), 18)).toBe(0);
  });

  it('holds a face back only above the threshold', () => {
    const rule = { below: 18, threshold: 0.05 };
    expect(mayBeMinor(twoAges(10, 0.06), rule)).toBe(true);
    expect(mayBeMinor(twoAges(10, 0.04), rule)).toBe(false);
  });
});
