import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLogits, type LabelDistribution } from '../distribution/index.ts';
import { activationMap } from './activation-map.ts';

const SIZE = 4;
const CHANNELS = 3;
const LABELS = 5;
const scale = { first: 10, step: 2, temperature: 1.3 };

const numbers = (length: number, least: number) =>
  fc.array(fc.double({ min: least, max: 2, noNaN: true }), { minLength: length, maxLength: length });

/** The end of the network: max pool, mean, linear head, softmax. */
function curveOf(values: ArrayLike<number>, weights: readonly number[]): LabelDistribution {
  const pooled = Array.from({ length: CHANNELS }, (_, channel) => {
    let sum = 0;
    for (let row = 0; row < SIZE; row += 2) {
      for (let column = 0; column < SIZE; column += 2) {
        const at = (y: number, x: number) => values[(y * SIZE + x) * CHANNELS + channel] ?? 0;
        sum += Math.max(at(row, column), at(row, column + 1), at(row + 1, column), at(row + 1, column + 1));
      }
    }
    return sum / (SIZE / 2) ** 2;
  });
  const logits = Array.from({ length: LABELS }, (_, label) =>
    pooled.reduce((sum, value, channel) => sum + value * (weights[channel * LABELS + label] ?? 0), 0),
  );
  return fromLogits(logits, scale);
}

/** Whether in a channel of the cell's block the two largest features are within a share of each other. */
function hasRival(values: ArrayLike<number>, cell: number, share: number): boolean {
  const row = 2 * Math.floor(cell / SIZE / 2);
  const column = 2 * Math.floor((cell % SIZE) / 2);
  const first = row * SIZE + column;
  return Array.from({ length: CHANNELS }, (_, channel) => {
    const block = [first, first + 1, first + SIZE, first + SIZE + 1];
    const [largest = 0, next = 0] = block
      .map((at) => values[at * CHANNELS + channel] ?? 0)
      .sort((a, b) => b - a);
    return largest - next < share * largest;
  }).some(Boolean);
}

describe('activationMap', () => {
  it('is what scaling a cell’s features changes in the expectation, by finite differences', () => {
    let compared = 0;
    fc.assert(
      fc.property(numbers(SIZE * SIZE * CHANNELS, 0), numbers(CHANNELS * LABELS, -2), (features, weights) => {
        const values = Float32Array.from(features);
        const map = activationMap({ size: SIZE, channels: CHANNELS, values }, curveOf(values, weights), {
          weights: Float32Array.from(weights),
          temperature: scale.temperature,
        });
        const step = 1e-3;
        for (let cell = 0; cell < SIZE * SIZE; cell++) {
          const moved = (factor: number) =>
            curveOf(
              Array.from(values, (value, at) =>
                Math.floor(at / CHANNELS) === cell ? value * (1 + factor) : value,
              ),
              weights,
            ).expectation;
          // Where a step lets another feature of the block be the largest there is no gradient.
          if (hasRival(values, cell, 3 * step)) continue;
          compared++;
          expect(map[cell]).toBeCloseTo((moved(step) - moved(-step)) / (2 * step), 2);
        }
      }),
      { numRuns: 50 },
    );
    expect(compared).toBeGreaterThan(300);
  });

  it('is 0 where nothing is active', () => {
    const values = new Float32Array(SIZE * SIZE * CHANNELS);
    const weights = Array.from({ length: CHANNELS * LABELS }, (_, index) => index);
    const map = activationMap({ size: SIZE, channels: CHANNELS, values }, curveOf(values, weights), {
      weights: Float32Array.from(weights),
      temperature: 1,
    });
    expect([...map]).toEqual(new Array(SIZE * SIZE).fill(0));
  });
});
