import type { TimelinePoint } from '../languages/index.ts';
import { BELOW } from './histogram-layout.ts';
import { ticks } from './ticks.ts';

export interface TimelineSize {
  /** CSS pixels to fill. */
  readonly width: number;
  readonly height: number;
  /** Milliseconds from the left edge to the right one. */
  readonly span: number;
}

export interface TimelineLayout {
  readonly baseline: number;
  readonly lines: readonly { readonly y: number; readonly label: number }[];
  /** SVG paths; empty if there is nothing to draw. */
  readonly band: string;
  readonly line: string;
  /** The right edge of the line. */
  readonly right: number;
  /** Where the moment lies that is shown. */
  readonly pin: number;
  /** Position of the point of that moment; null if the line is broken there. */
  readonly head: { readonly x: number; readonly y: number } | null;
}

/** CSS pixels above the uppermost line, and right of all lines, for their numbers. */
const ABOVE = 18;
export const RIGHT = 30;
/** The scale changes in steps of this size, so that it changes seldom, and never shows less than the range. */
const STEP = 10;
const LEAST_RANGE = 20;
const MOST_LABEL = 100;
/** About this many horizontal lines. */
const MOST_LINES = 2;

/** Milliseconds that a point may lie from the moment for which it stands. */
const NEAR = 1500;

/** The point of a moment, or one that is near; null where there is none. */
export function pointAt<Point extends TimelinePoint>(
  points: readonly (Point | null)[],
  time: number,
): Point | null {
  let best: Point | null = null;
  let least = NEAR;
  for (const point of points) {
    const distance = point === null ? Number.POSITIVE_INFINITY : Math.abs(point.time - time);
    if (distance > least) continue;
    best = point;
    least = distance;
  }
  return best;
}

/**
 * Lays out a line with its band for a size; null breaks line and band.
 * @param end the moment at the right, in milliseconds
 * @param shown the moment that is shown
 */
export function layOutTimeline(
  points: readonly (TimelinePoint | null)[],
  end: number,
  { width, height, span }: TimelineSize,
  shown = end,
): TimelineLayout {
  const baseline = height - BELOW;
  const [low, high] = timelineRange(points);
  const right = width - RIGHT;
  const x = (time: number) => right - ((end - time) / span) * right;
  const y = (label: number) => baseline - ((label - low) / (high - low)) * (baseline - ABOVE);
  const stretches = stretchesOf(points);
  const point = shown === end ? points.at(-1) : pointAt(points, shown);
  return {
    baseline,
    lines: ticks(low, high, MOST_LINES).map((label) => ({ label, y: y(label) })),
    band: stretches
      .map((stretch) => {
        const upper = stretch.map(({ time, high: top }) => [x(time), y(top)] as const);
        const lower = stretch.map(({ time, low: bottom }) => [x(time), y(bottom)] as const).toReversed();
        return `${path([...upper, ...lower])}Z`;
      })
      .join(''),
    line: stretches
      .map((stretch) => path(stretch.map(({ time, expectation }) => [x(time), y(expectation)] as const)))
      .join(''),
    right,
    pin: x(shown),
    head: point ? { x: x(point.time), y: y(point.expectation) } : null,
  };
}

/** The range in whole tens that holds all intervals. */
export function timelineRange(points: readonly (TimelinePoint | null)[]): [low: number, high: number] {
  const present = points.filter((point) => point !== null);
  if (present.length === 0) return [0, MOST_LABEL];
  let low = Math.max(0, STEP * Math.floor(Math.min(...present.map((point) => point.low)) / STEP));
  let high = Math.min(MOST_LABEL, STEP * Math.ceil(Math.max(...present.map((point) => point.high)) / STEP));
  while (high - low < LEAST_RANGE) {
    if (high < MOST_LABEL) high += STEP;
    else low -= STEP;
  }
  return [low, high];
}

function stretchesOf(points: readonly (TimelinePoint | null)[]): TimelinePoint[][] {
  const stretches: TimelinePoint[][] = [[]];
  for (const point of points) {
    if (point === null) stretches.push([]);
    else stretches.at(-1)?.push(point);
  }
  return stretches.filter((stretch) => stretch.length > 1);
}

function path(places: readonly (readonly [x: number, y: number])[]): string {
  return `M${places.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;
}
