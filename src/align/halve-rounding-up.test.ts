import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutOut } from '../pixels.ts';
import type { Box } from '../types.ts';
import { halveTimes, readHalved } from './halve-rounding-up.ts';

it('a box that is read in strips has the halves of the whole box, to the last byte', () => {
  const [width, height] = [1031, 777];
  const words = Uint32Array.from(
    { length: width * height },
    (_, at) => Math.imul(at, 2654435761) | 0xff000000,
  );
  const pixels = { data: new Uint8ClampedArray(words.buffer), width, height };
  const read = (box: Box) => cutOut(pixels, box);
  fc.assert(
    fc.property(
      fc.record({
        x: fc.nat(40),
        y: fc.nat(40),
        width: fc.integer({ min: 1, max: 991 }),
        height: fc.integer({ min: 1, max: 737 }),
      }),
      fc.integer({ min: 0, max: 6 }),
      (box, times) => {
        const whole = halveTimes(read(box), times);
        const half = readHalved(read, box, times);
        expect([half.width, half.height]).toEqual([whole.width, whole.height]);
        expect(Buffer.from(half.data).equals(Buffer.from(whole.data))).toBe(true);
      },
    ),
    { numRuns: 40, examples: [[{ x: 0, y: 0, width: 991, height: 737 }, 3]] },
  );
});
