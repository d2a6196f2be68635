import { describe, expect, it } from 'vitest';
import { hasFineDetail, isCovered } from './fine-detail.ts';

const SIDE = 128;
const whole = { x: 0, y: 0, width: SIDE, height: SIDE };

function view(grey: (x: number, y: number) => number) {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255);
  for (let at = 0; at < SIDE * SIDE; at++) {
    data.fill(grey(at % SIDE, Math.floor(at / SIDE)), 4 * at, 4 * at + 3);
  }
  return { width: SIDE, height: SIDE, data };
}

/** Two dark spots over a dark line, 16 px wide, on a ground of another grey. */
const face = (left: number, top: number, contrast: number) =>
  view((x, y) => {
    const [u, v] = [x - left, y - top];
    const isEye = v >= 4 && v < 7 && ((u >= 2 && u < 5) || (u >= 11 && u < 14));
    const isMouth = v >= 12 && v < 14 && u >= 5 && u < 11;
    return isEye || isMouth ? 150 - contrast : 150;
  });

describe('hasFineDetail', () => {
  it('sees spots that are as small and as dark as those of a face, wherever they are', () => {
    for (const [left, top] of [
      [0, 0],
      [51, 37],
      [111, 110],
    ] as const) {
      expect(hasFineDetail(face(left, top, 60), whole, [])).toBe(true);
    }
  });

  it('sees none in a plain ground, a soft one, faint spots and a straight edge', () => {
    expect(
      hasFineDetail(
        view(() => 90),
        whole,
        [],
      ),
    ).toBe(false);
    expect(
      hasFineDetail(
        view((x, y) => x + y / 2),
        whole,
        [],
      ),
    ).toBe(false);
    expect(hasFineDetail(face(50, 50, 8), whole, [])).toBe(false);
    expect(
      hasFineDetail(
        view((x, y) => (x + y < 130 ? 20 : 230)),
        whole,
        [],
      ),
    ).toBe(false);
  });

  it('leaves out what is covered, and what lies beyond the frame', () => {
    const there = face(50, 50, 60);
    expect(hasFineDetail(there, whole, [{ x: 48, y: 48, width: 20, height: 20 }])).toBe(false);
    expect(hasFineDetail(there, whole, [{ x: 90, y: 48, width: 20, height: 20 }])).toBe(true);
    expect(hasFineDetail(there, { x: 68, y: 0, width: 60, height: SIDE }, [])).toBe(false);
  });
});

describe('isCovered', () => {
  const head = { x: 15, y: 15, width: 98, height: 98 };

  it('is true where no window fits between the head and the edges of the view or of the frame', () => {
    expect(isCovered(SIDE, whole, [head])).toBe(true);
    expect(isCovered(SIDE, { x: 10, y: -50, width: 500, height: 500 }, [{ ...head, x: 25 }])).toBe(true);
  });

  it('is false where a window fits on one side', () => {
    expect(isCovered(SIDE, whole, [])).toBe(false);
    for (const room of [{ x: 16 }, { y: 16 }, { width: 97 }, { height: 97 }]) {
      expect(isCovered(SIDE, whole, [{ ...head, ...room }])).toBe(false);
    }
  });
});
