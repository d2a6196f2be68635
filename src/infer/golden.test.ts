import { describe, expect, it } from 'vitest';
import { goldenVectors } from './golden.ts';

const head = { first: 0, last: 1, step: 1, temperature: 1 };
const file = { tolerance: 0.05, crops: [{ pixels: 'AAAA', age: [1, 2], attractiveness: [3, 4] }] };

describe('goldenVectors', () => {
  it('takes the logits of the heads that the card names, and no others', () => {
    expect(goldenVectors(file, { heads: { age: head } }, 'golden.json')).toEqual({
      tolerance: 0.05,
      crops: [{ pixels: 'AAAA', logits: { age: [1, 2] } }],
    });
  });

  it('names the head that has no golden logits', () => {
    expect(() => goldenVectors(file, { heads: { age: head, minor: head } }, 'models/x/golden.json')).toThrow(
      expect.objectContaining({
        code: 'asset-wrong-type',
        file: 'models/x/golden.json',
        message: expect.stringContaining('"minor"'),
      }),
    );
  });
});
