import { describe, expect, it } from 'vitest';
import type { Keypoints } from '../types.ts';
import { judgeQuality } from './quality.ts';

/** A face seen with its eyes `eyeDistance` apart and the nose `beside` eye distances off their middle, turned by `angle`. */
function face(eyeDistance: number, beside: number, angle = 0): Keypoints {
  const turn = (x: number, y: number) => ({
    x: 100 + eyeDistance * (Math.cos(angle) * x - Math.sin(angle) * y),
    y: 100 + eyeDistance * (Math.sin(angle) * x + Math.cos(angle) * y),
  });
  const ear = turn(0, 0);
  return {
    leftEye: turn(-0.5, 0),
    rightEye: turn(0.5, 0),
    noseTip: turn(beside, 0.6),
    mouth: turn(0, 1.1),
    leftEar: ear,
    rightEar: ear,
  };
}

describe('judgeQuality', () => {
  it.each([0, 0.7, -2])('takes a large face that looks at the camera, its head tilted by %d', (angle) => {
    const quality = judgeQuality(face(40, 0.1, angle));
    expect(quality).toMatchObject({ usable: true, reasons: [] });
    expect(quality.eyeDistance).toBeCloseTo(40);
  });

  it('says too small and turned away, alone and together', () => {
    expect(judgeQuality(face(11, 0)).reasons).toEqual(['too-small']);
    expect(judgeQuality(face(40, 1.2, 0.5)).reasons).toEqual(['turned-away']);
    expect(judgeQuality(face(8, -1.2)).reasons).toEqual(['too-small', 'turned-away']);
  });

  it('does not take eyes that lie in one place', () => {
    expect(judgeQuality(face(0, 0)).usable).toBe(false);
  });
});
