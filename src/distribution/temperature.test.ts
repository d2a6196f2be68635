import { describe, expect, it } from 'vitest';
import { fromLogits } from './from-logits.ts';
import { temperatureFor } from './temperature.ts';

/** Logits over the ages 0 to 100 whose softmax is narrow around `age`. */
function around(age: number): number[] {
  return Array.from({ length: 101 }, (_, year) => -((year - age) ** 2) / 8);
}

const years = { first: 0, step: 1 };
const curve = { at: [20, 40, 80], values: [1, 2, 1.5] };

describe('temperatureFor', () => {
  it('is the number where the card gives one', () => {
    expect(temperatureFor(around(30), { ...years, temperature: 0.9874 })).toBe(0.9874);
  });

  it('interpolates at the expectation of the uncalibrated curve', () => {
    expect(temperatureFor(around(30), { ...years, temperature: curve })).toBeCloseTo(1.5, 6);
    expect(temperatureFor(around(60), { ...years, temperature: curve })).toBeCloseTo(1.75, 6);
    expect(temperatureFor(around(40), { ...years, temperature: curve })).toBeCloseTo(2, 6);
  });

  it('is constant beyond the ends', () => {
    expect(temperatureFor(around(5), { ...years, temperature: curve })).toBe(1);
    expect(temperatureFor(around(95), { ...years, temperature: curve })).toBe(1.5);
    expect(temperatureFor(around(95), { ...years, temperature: { at: [10], values: [3] } })).toBe(3);
  });

  it('takes labels that do not start at 0', () => {
    const scale = { first: 1, step: 1, temperature: { at: [1, 2], values: [1, 3] } };
    expect(temperatureFor([0, 0], scale)).toBeCloseTo(2, 12);
  });

  it('refuses temperatures that are not above 0, and points that do not rise or do not match', () => {
    for (const temperature of [
      0,
      Number.NaN,
      { at: [], values: [] },
      { at: [1, 1], values: [1, 1] },
      { at: [1, 2], values: [1] },
      { at: [1, 2], values: [1, 0] },
    ]) {
      expect(() => temperatureFor([0, 0], { ...years, temperature })).toThrow(RangeError);
    }
  });
});

describe('fromLogits with a temperature that depends on the curve', () => {
  it('is the softmax at the applied temperature, to the last bit', () => {
    const logits = around(33);
    const applied = temperatureFor(logits, { ...years, temperature: curve });
    const calibrated = fromLogits(logits, { ...years, temperature: curve });
    expect(calibrated.probabilities).toEqual(
      fromLogits(logits, { ...years, temperature: applied }).probabilities,
    );
  });
});
