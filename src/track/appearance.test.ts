import { describe, expect, it } from 'vitest';
import { appearanceOf, isStill, likeness } from './appearance.ts';

const SIDE = 32;

function crop(value: (row: number, column: number) => number): Uint8Array {
  return Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return value(Math.floor(pixel / SIDE), pixel % SIDE);
  });
}

const face = crop((row, column) => 120 + 60 * Math.sin(row / 5) * Math.cos(column / 6));
const other = crop((row, column) => 120 + 60 * Math.cos(row / 4) * Math.sin(column / 5));

describe('appearanceOf', () => {
  it('stays the same in another light', () => {
    const dim = crop((row, column) => 40 + 30 * Math.sin(row / 5) * Math.cos(column / 6));
    expect(likeness(appearanceOf(face, SIDE), appearanceOf(dim, SIDE))).toBeGreaterThan(0.9);
    expect(appearanceOf(face, SIDE).brightness).toBeGreaterThan(appearanceOf(dim, SIDE).brightness + 0.2);
  });

  it('differs between two faces', () => {
    expect(likeness(appearanceOf(face, SIDE), appearanceOf(other, SIDE))).toBeLessThan(0.7);
  });

  it('is still under half a pixel of movement and not under three, nor in another light', () => {
    const view = (shift: number, light = 1) =>
      appearanceOf(
        crop((row, column) => light * (120 + 60 * Math.sin(row / 5) * Math.cos((column + shift) / 6))),
        SIDE,
      );
    expect(isStill(view(0.5), view(0))).toBe(true);
    expect(isStill(view(3), view(0))).toBe(false);
    expect(isStill(view(0, 0.8), view(0))).toBe(false);
  });

  it('does not take the noise of a crop without contrast for a pattern', () => {
    const grey = appearanceOf(
      crop((row) => 90 + Math.floor(row / 16)),
      SIDE,
    );
    expect(likeness(grey, grey)).toBeLessThan(0.5);
  });
});
