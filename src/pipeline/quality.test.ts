import { describe, expect, it } from 'vitest';
import type { Keypoints } from '../types.ts';
import { judgeQuality } from './quality.ts';

/** A face seen with its eyes `eyeDistance` apart and the nose `beside` eye distances off their middle, turned by `angle`. */
function face(eyeDistance: number, beside: number, angle = 0, noseDown = 0.58): Keypoints {
  const turn = (x: number, y: number) => ({
    x: 100 + eyeDistance * (Math.cos(angle) * x - Math.sin(angle) * y),
    y: 100 + eyeDistance * (Math.sin(angle) * x + Math.cos(angle) * y),
  });
  const ear = turn(0, 0);
  return {
    leftEye: turn(-0.5, 0),
    rightEye: turn(0.5, 0),
    noseTip: turn(beside, noseDown),
    mouth: turn(0, 1.12),
    leftEar: ear,
    rightEar: ear,
  };
}

const SIDE = 96;

/** A crop whose pixels are `value` at (row, column). */
function crop(value: (row: number, column: number) => number): Uint8Array {
  return Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return value(Math.floor(pixel / SIDE), pixel % SIDE);
  });
}

const detailed = crop((row, column) => 120 + 50 * Math.sin(row / 3) * Math.cos(column / 2));
const smooth = crop((row, column) => 120 + 50 * Math.sin(row / 30) * Math.cos(column / 30));
const dark = crop((row, column) => 8 + 5 * Math.sin(row / 3) * Math.cos(column / 2));

describe('judgeQuality', () => {
  it.each([0, 0.7, -2])('takes a large face that looks at the camera, its head tilted by %d', (angle) => {
    const quality = judgeQuality(face(40, 0, angle), detailed);
    expect(quality).toMatchObject({ usable: true, reasons: [] });
    expect(quality.eyeDistance).toBeCloseTo(40);
    expect(quality.yaw).toBeCloseTo(0);
    expect(quality.pitch).toBeCloseTo(0);
    expect(quality.roll).toBeCloseTo((angle * 180) / Math.PI);
    expect(quality.brightness).toBeCloseTo(120 / 255, 1);
  });

  it('says too small and turned away, alone and together', () => {
    expect(judgeQuality(face(11, 0), detailed).reasons).toEqual(['too-small']);
    expect(judgeQuality(face(40, 1.2, 0.5), detailed).reasons).toEqual(['turned-away']);
    expect(judgeQuality(face(8, -1.2), detailed).reasons).toEqual(['too-small', 'turned-away']);
  });

  it('says too dark and too blurred', () => {
    expect(judgeQuality(face(40, 0), dark).reasons).toEqual(['too-dark']);
    expect(judgeQuality(face(40, 0), smooth).reasons).toEqual(['too-blurred']);
  });

  it('signs the angles: the nose to the right of the image, and down', () => {
    expect(judgeQuality(face(40, 0.3), detailed).yaw).toBeGreaterThan(15);
    expect(judgeQuality(face(40, -0.3), detailed).yaw).toBeLessThan(-15);
    expect(judgeQuality(face(40, 0, 0, 0.75), detailed).pitch).toBeGreaterThan(10);
    expect(judgeQuality(face(40, 0, 0, 0.4), detailed).pitch).toBeLessThan(-10);
  });

  it('does not take eyes that lie in one place', () => {
    expect(judgeQuality(face(0, 0), detailed).usable).toBe(false);
  });
});
