import { describe, expect, it } from 'vitest';
import { markPlace } from './face-marks.ts';

const picture = { width: 640, height: 480 };

describe('markPlace', () => {
  it('is in percent of the picture', () => {
    expect(markPlace({ x: 64, y: 48, width: 160, height: 240 }, picture, false)).toEqual({
      left: 10,
      top: 10,
      width: 25,
      height: 50,
    });
  });

  it('lies on the other side of a mirrored picture', () => {
    const mirrored = markPlace({ x: 64, y: 48, width: 160, height: 240 }, picture, true);
    expect(mirrored.left).toBe(65);
    expect(mirrored.left + mirrored.width).toBe(90);
    expect(mirrored.top).toBe(10);
  });

  it('stays on the picture where the box reaches beyond it', () => {
    expect(markPlace({ x: -64, y: 240, width: 320, height: 480 }, picture, false)).toEqual({
      left: 1.5,
      top: 50,
      width: 38.5,
      height: 48.5,
    });
  });
});
