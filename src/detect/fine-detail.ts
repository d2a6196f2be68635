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

function gradientPowers({ width, height, data }: Pixels, cells: number): GradientPowers {
  const luminance = new Int16Array(width * height);
  for (let at = 0; at < luminance.length; at++) {
    luminance[at] = ((data[4 * at] ?? 0) + 2 * (data[4 * at + 1] ?? 0) + (data[4 * at + 2] ?? 0)) >> 2;
  }
  const across = new Float64Array(cells * cells);
  const down = new Float64Array(cells * cells);
  const both = new Float64Array(cells * cells);
  // The last row and column have no next one.
  for (let y = 0; y < Math.min(height - 1, cells * CELL); y++) {
    for (let x = 0; x < Math.min(width - 1, cells * CELL); x++) {
      const at = y * width + x;
      const here = luminance[at] ?? 0;
      const right = (luminance[at + 1] ?? 0) - here;
      const below = (luminance[at + width] ?? 0) - here;
      const cell = Math.floor(y / CELL) * cells + Math.floor(x / CELL);
      across[cell] = (across[cell] ?? 0) + right * right;
      down[cell] = (down[cell] ?? 0) + below * below;
      both[cell] = (both[cell] ?? 0) + right * below;
    }
  }
  return { across, down, both };
}
