/** CSS pixels. Larger dots would not be easier to count. */
const LARGEST = 22;
/** CSS pixels between the sizes that are tried. */
const STEP = 0.5;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The size at which dots of these middles make a heap that is at most so high, as large as is useful. */
export function largestDot(xs: readonly number[], height: number): number {
  const fits = (size: number) => Math.max(...heapUp(xs, size)) + size / 2 <= height;
  // A single pile fits at this size.
  const least = Math.min(LARGEST, height / xs.length);
  let low = 0;
  let high = Math.ceil((LARGEST - least) / STEP);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(Math.min(LARGEST, least + middle * STEP))) low = middle;
    else high = middle - 1;
  }
  return Math.min(LARGEST, least + low * STEP);
}

/**
 * Heaps up dots that keep their places from left to right: each time the dot that can lie lowest falls into its place, and of equal
 * ones the one next to the middle. No two are nearer to each other than `size`.
 * @returns the heights of the middles above the ground, in the order of `xs`
 */
export function heapUp(xs: readonly number[], size: number): number[] {
  const middle = xs[Math.floor(xs.length / 2)] ?? 0;
  const lying: Place[] = [];
  const falling = new Map(xs.map((x, index) => [index, { x, y: size / 2 }]));
  const heights = new Array<number>(xs.length).fill(0);
  while (falling.size > 0) {
    let next = { index: 0, x: middle, y: Number.POSITIVE_INFINITY };
    for (const [index, { x, y }] of falling) {
      const isNearer = Math.abs(x - middle) < Math.abs(next.x - middle);
      if (y < next.y || (y === next.y && isNearer)) next = { index, x, y };
    }
    lying.push(next);
    heights[next.index] = next.y;
    falling.delete(next.index);
    for (const other of falling.values()) {
      if (Math.abs(other.x - next.x) < size) other.y = lowest(other.x, lying, size);
    }
  }
  return heights;
}

/** The lowest height at which a dot lies on the ground or on others. */
function lowest(x: number, lying: readonly Place[], size: number): number {
  const near = lying.filter((other) => Math.abs(other.x - x) < size);
  const heights = near
    .map((other) => other.y + Math.sqrt(size ** 2 - (other.x - x) ** 2))
    .sort((one, other) => one - other);
  const isFree = (y: number) =>
    near.every((other) => (other.x - x) ** 2 + (other.y - y) ** 2 >= size ** 2 - 1e-6);
  return [size / 2, ...heights].find(isFree) ?? size / 2;
}
