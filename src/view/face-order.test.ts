import { describe, expect, it } from 'vitest';
import type { FaceEstimate } from '../types.ts';
import { followFace, mainFace, orderFaces } from './face-order.ts';

function face(x: number, size: number, usable = true): FaceEstimate {
  const point = { x, y: 0 };
  return {
    id: null,
    frame: { width: 400, height: 300 },
    box: { x, y: 0, width: size, height: size },
    keypoints: {
      leftEye: point,
      rightEye: point,
      noseTip: point,
      mouth: point,
      leftEar: point,
      rightEar: point,
    },
    score: 0.9,
    quality: {
      usable,
      reasons: usable ? [] : ['too-small'],
      eyeDistance: 30,
      sharpness: 0.3,
      brightness: 0.5,
      yaw: 0,
      pitch: 0,
      roll: 0,
    },
    age: { withheld: 'not-asked' },
    attractiveness: { withheld: 'not-asked' },
    model: { name: 'facecurve', version: '0.0.0' },
  };
}

describe('the order of faces', () => {
  it('runs from left to right as seen, also in a mirror', () => {
    const faces = [face(300, 50), face(10, 50), face(150, 50)];
    expect(orderFaces(faces, false).map(({ box }) => box.x)).toEqual([10, 150, 300]);
    expect(orderFaces(faces, true).map(({ box }) => box.x)).toEqual([300, 150, 10]);
  });

  it('begins with the largest face that can be read', () => {
    expect(mainFace([face(0, 40), face(100, 80), face(300, 200, false)])).toBe(1);
    expect(mainFace([face(0, 10, false), face(100, 20, false)])).toBe(1);
    expect(mainFace([])).toBe(0);
  });

  it('stays with the chosen face from frame to frame', () => {
    const faces = [face(0, 50), face(200, 90)];
    expect(followFace(faces, face(12, 50).box)).toBe(0);
    expect(followFace(faces, face(600, 50).box)).toBe(1);
    expect(followFace(faces, null)).toBe(1);
  });
});
