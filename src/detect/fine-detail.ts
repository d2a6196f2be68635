import { boxArea, intersectionArea } from '../box.ts';
import type { Pixels } from '../pixels.ts';
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
  readonly across: Float64Array;
  readonly down: Float64Array;
  readonly both: Float64Array;
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
  const luminance = luminanceOf(view);
  const across = new Float64Array(cells * cells);
  const down = new Float64Array(cells * cells);
  const both = new Float64Array(cells * cells);
  for (let row = 0, cell = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++, cell++) {
      // The last row and column have no next one.
      const right = Math.min(view.width - 1, CELL * (column + 1));
      const bottom = Math.min(view.height - 1, CELL * (row + 1));
      let [a, b, c] = [0, 0, 0];
      for (let y = CELL * row; y < bottom; y++) {
        const end = y * view.width + right;
        for (let at = y * view.width + CELL * column; at < end; at++) {
          const here = luminance[at] as number;
          const along = (luminance[at + 1] as number) - here;
          const below = (luminance[at + view.width] as number) - here;
          a += along * along;
          b += below * below;
          c += along * below;
        }
      }
      across[cell] = a;
      down[cell] = b;
      both[cell] = c;
    }
  }
  return { across, down, both };
}

function luminanceOf({ width, height, data }: Pixels): Int16Array {
  const luminance = new Int16Array(width * height);
  for (let at = 0, from = 0; at < luminance.length; at++, from += 4) {
    luminance[at] =
      ((data[from] as number) + 2 * (data[from + 1] as number) + (data[from + 2] as number)) >> 2;
  }
  return luminance;
}
