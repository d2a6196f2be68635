import { describe, expect, it } from 'vitest';
import type { DetectedFace } from '../types.ts';
import { intersectionOverMinimum, suppressDuplicates } from './suppression.ts';

function face(x: number, size: number, score: number): DetectedFace {
  const point = { x, y: 0 };
  return {
    box: { x, y: 0, width: size, height: size },
    score,
    keypoints: {
      leftEye: point,
      rightEye: point,
      noseTip: point,
      mouth: point,
      leftEar: point,
      rightEar: point,
    },
  };
}

describe('suppressDuplicates', () => {
  it('keeps the better of two views of one face and both of two faces', () => {
    const faces = [face(0, 100, 0.7), face(8, 96, 0.9), face(300, 100, 0.6)];
    expect(suppressDuplicates(faces).map(({ score }) => score)).toEqual([0.9, 0.6]);
  });

  it('counts a small box inside a large one as the same face', () => {
    expect(suppressDuplicates([face(0, 100, 0.9), face(20, 40, 0.8)])).toHaveLength(1);
  });
});

describe('intersectionOverMinimum', () => {
  it('is 0 for boxes apart and 1 for equal ones', () => {
    const box = { x: 0, y: 0, width: 10, height: 10 };
    expect(intersectionOverMinimum(box, { ...box, x: 10 })).toBe(0);
    expect(intersectionOverMinimum(box, box)).toBe(1);
    expect(intersectionOverMinimum(box, { ...box, x: 5 })).toBe(0.5);
  });
});
