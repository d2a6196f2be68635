import { describe, expect, it } from 'vitest';
import { fromLogits, temperatureFor } from '../distribution/index.ts';
import { activationMap } from './activation-map.ts';
import { faceReading } from './face-reading.ts';

const features = { size: 2, channels: 1, values: Float32Array.of(1, 3, 0, 2) };
const logits = { age: Float32Array.of(0, 1, 2), smile: Float32Array.of(0.5, -0.5) };
const weights = { age: Float32Array.of(0.1, 0.2, 0.4), smile: Float32Array.of(1, -1) };
const age = { first: 20, last: 40, step: 10, temperature: { at: [20, 40], values: [1, 3] } };
const smile = { first: 0, last: 1, step: 1, temperature: 2 };

describe('faceReading', () => {
  it('gives the curve of each head of the card at the temperature that the card gives', () => {
    const { curves, maps } = faceReading({ logits }, { heads: { age, smile } }, {});
    expect(maps).toBeUndefined();
    expect(Object.keys(curves)).toEqual(['age', 'smile']);
    expect(curves.age).toEqual(fromLogits(logits.age, age));
    expect(curves.smile).toEqual(fromLogits(logits.smile, smile));
  });

  it('leaves out what the card does not name', () => {
    const { curves } = faceReading({ logits }, { heads: { age } }, {});
    expect(Object.keys(curves)).toEqual(['age']);
  });

  it('draws the maps at the temperature that was applied to the logits', () => {
    const { curves, maps } = faceReading({ logits, features }, { heads: { age, smile } }, weights);
    const temperature = temperatureFor(logits.age, age);
    expect(temperature).toBeGreaterThan(2);
    expect(maps?.size).toBe(2);
    if (curves.age === undefined) throw new Error('no curve');
    expect(maps?.heads.age).toEqual(
      activationMap(features, curves.age, { weights: weights.age, temperature }),
    );
  });
});
