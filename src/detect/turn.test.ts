import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Keypoints } from '../types.ts';
import { fromUpright, TURNS, turnOf } from './turn.ts';

/** Keypoints of which only the eyes count: the right one lies in the direction of `roll` degrees, seen from the left one. */
function eyes(roll: number): { keypoints: Keypoints } {
  const angle = (roll * Math.PI) / 180;
  const here = { x: 0, y: 0 };
  const rightEye = { x: Math.cos(angle), y: Math.sin(angle) };
  return {
    keypoints: { leftEye: here, rightEye, noseTip: here, mouth: here, leftEar: here, rightEar: here },
  };
}

describe('turnOf', () => {
  it.each([
    [0, 0],
    [44, 0],
    [-44, 0],
    [46, 90],
    [134, 90],
    [136, 180],
    [180, 180],
    [-136, 180],
    [-134, 270],
    [-46, 270],
  ])('of a head tilted by %d degrees is %d', (roll, turn) => {
    expect(turnOf(eyes(roll))).toBe(turn);
  });
});

describe('fromUpright', () => {
  const side = 128;
  const number = fc.integer({ min: 0, max: 64 });
  const box = fc.record({ x: number, y: number, width: number, height: number });

  it('turns clockwise: the upper left corner comes to the upper right one, the lower right one, the lower left one', () => {
    const corner = { x: 0, y: 0, width: 1, height: 1 };
    expect([0 as const, ...TURNS].map((turn) => fromUpright(corner, 4, turn))).toMatchObject([
      { x: 0, y: 0 },
      { x: 3, y: 0 },
      { x: 3, y: 3 },
      { x: 0, y: 3 },
    ]);
  });

  it('turns by a quarter as often as the turn says', () => {
    fc.assert(
      fc.property(box, (any) => {
        let turned = any;
        for (const turn of TURNS) {
          turned = fromUpright(turned, side, 90);
          expect(fromUpright(any, side, turn)).toEqual(turned);
        }
        expect(fromUpright(turned, side, 90)).toEqual(any);
      }),
    );
  });
});
