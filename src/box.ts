import type { Box } from './types.ts';

/** Area of a box in square pixels. */
export function boxArea({ width, height }: Box): number {
  return width * height;
}

/** Area that two boxes share, in square pixels; 0 where they do not overlap. */
export function intersectionArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width <= 0 || height <= 0 ? 0 : width * height;
}
