import { boxArea, intersectionArea } from '../box.ts';
import { type Pixels, wordsOf } from '../pixels.ts';
import type { Box } from '../types.ts';

/** Pixels a side of a cell, over which gradients are summed. */
const CELL = 4;
/** Cells a side of a window: 16 pixels, which the smallest face that the detector finds covers. */
const WINDOW = 4;
/**
 * Least root mean square of the gradient in every direction, in levels of luminance a pixel. Of 2,400 faces of 18 to 36 px
 * the weakest has 5.1 (`docs/detector.md`). The straight edge of a shoulder or a wall has a gradient in one direction only.
 */
const LEAST_GRADIENT = 5;
const LEAST_POWER = LEAST_GRADIENT ** 2 * (CELL * WINDOW) ** 2;

/** The structure tensor of each cell, row by row: sums of gx gx, gy gy and gx gy. */
interface GradientPowers {
  readonly across: Int32Array;
  readonly down: Int32Array;
  readonly both: Int32Array;
}

/**
 * Whether a square view has fine detail as a face has, somewhere in `within` and outside of all `covered` boxes (all in the
 * view's pixels). The arithmetic is on integers, so the answer is the same in every engine.
 */
export function hasFineDetail(view: Pixels, within: Box, covered: readonly Box[]): boolean {
  const cells = Math.floor(view.width / CELL);
  const powers = gradientPowers(view, cells);
  const side = CELL * WINDOW;
  for (let row = 0; row + WINDOW <= cells; row++) {
    for (let column = 0; column + WINDOW <= cells; column++) {
      if (!isDetailed(powers, cells, row, column)) continue;
      const window = { x: CELL * column, y: CELL * row, width: side, height: side };
      const isWithin = intersectionArea(window, within) === boxArea(window);
      if (isWithin && covered.every((box) => intersectionArea(window, box) === 0)) return true;
    }
  }
  return false;
}

/** Whether one of the covered boxes leaves no room for a window beside it, in a square view of `side` pixels. */
export function isCovered(side: number, within: Box, covered: readonly Box[]): boolean {
  const left = Math.max(0, within.x);
  const top = Math.max(0, within.y);
  const right = Math.min(side, within.x + within.width);
  const bottom = Math.min(side, within.y + within.height);
  return covered.some(({ x, y, width, height }) => {
    const room = Math.max(x - left, y - top, right - x - width, bottom - y - height);
    return room < CELL * WINDOW;
  });
}

/** Whether the smaller eigenvalue of the window's structure tensor is large enough. */
function isDetailed(
  { across, down, both }: GradientPowers,
  cells: number,
  row: number,
  column: number,
): boolean {
  let a = -LEAST_POWER;
  let b = -LEAST_POWER;
  let c = 0;
  for (let y = row; y < row + WINDOW; y++) {
    for (let at = y * cells + column; at < y * cells + column + WINDOW; at++) {
      a += across[at] ?? 0;
      b += down[at] ?? 0;
      c += both[at] ?? 0;
    }
  }
  return a > 0 && b > 0 && a * b > c * c;
}

function gradientPowers(view: Pixels, cells: number): GradientPowers {
  const { width } = view;
  const words = wordsOf(view);
  const across = new Int32Array(cells * cells);
  const down = new Int32Array(cells * cells);
  const both = new Int32Array(cells * cells);
  // The last row and column have no next one.
  const bottom = Math.min(view.height - 1, CELL * cells);
  const right = Math.min(width - 1, CELL * cells);
  let row = new Int16Array(width);
  let next = new Int16Array(width);
  fillLuminance(row, words, 0);
  for (let y = 0; y < bottom; y++) {
    fillLuminance(next, words, (y + 1) * width);
    let cell = Math.floor(y / CELL) * cells;
    let here = row[0] as number;
    for (let x = 0; x < right; cell++) {
      let a = 0;
      let b = 0;
      let c = 0;
      for (const end = Math.min(right, x + CELL); x < end; x++) {
        const beside = row[x + 1] as number;
        const along = beside - here;
        const below = (next[x] as number) - here;
        a += along * along;
        b += below * below;
        c += along * below;
        here = beside;
      }
      across[cell] = (across[cell] as number) + a;
      down[cell] = (down[cell] as number) + b;
      both[cell] = (both[cell] as number) + c;
    }
    [row, next] = [next, row];
  }
  return { across, down, both };
}

/** Luminance of a row of a view, whose first pixel is the word at `from`. */
function fillLuminance(row: Int16Array, words: Uint32Array, from: number): void {
  for (let x = 0; x < row.length; x++) {
    const word = words[from + x] as number;
    row[x] = ((word & 255) + 2 * ((word >>> 8) & 255) + ((word >>> 16) & 255)) >> 2;
  }
}
