import type { LabelDistribution } from '../distribution/index.ts';
import { heapUp, largestDot } from './dot-heap.ts';
import { ABOVE, axisLabels, BELOW, type PinPlace, placePin } from './histogram-layout.ts';

/** Of so many faces the dots show one each: few enough to be counted, enough for the curve's shape. */
export const DOTS = 50;

/** The ages that the plot shows. The dots of a whole life would be too small to count. */
export interface AgeWindow {
  readonly first: number;
  readonly last: number;
}

export interface DotsLayout {
  readonly baseline: number;
  /** CSS pixels that a dot takes. */
  readonly size: number;
  /** In rising order of age. */
  readonly dots: readonly {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    /** The dot's middle lies left of the line. */
    readonly isYounger: boolean;
  }[];
  readonly ticks: readonly { readonly x: number; readonly label: number }[];
  readonly pin: PinPlace;
  /** The ages between which the line can be moved, and their positions. */
  readonly line: AgeWindow;
  readonly firstX: number;
  readonly lastX: number;
}

export interface DotsPlace {
  /** Age at which the line stands. */
  readonly chosen: number;
  readonly window: AgeWindow;
  readonly scale: Scale;
  /** CSS pixels that a dot takes; by default as many as there is room for. */
  readonly dot?: number;
}

/** The first and the last label of a curve. */
export type Scale = AgeWindow;

/** Half the width of "100" on the axis. */
const SIDE = 12;
/** CSS pixels of the longest label of the line, "unter 30: 50 von 50". */
const LABEL_WIDTH = 120;
/** Radius of a dot, as a share of the room that it has. */
const RADIUS = 0.45;
/** Years: the window begins and ends at multiples of these. */
const STEP = 5;
const LEAST_YEARS = 30;
/** Years by which a window may be wider than it need be, so that it stands still in a video. */
const SPARE_YEARS = 15;

export function scaleOf({ labels }: LabelDistribution): Scale {
  return { first: labels[0] ?? 0, last: labels.at(-1) ?? 100 };
}

/** The whole ages at which the line may stand: years begin between the first and the last label. */
export function lineRange({ first, last }: Scale): AgeWindow {
  return { first: first + 1, last: last - 1 };
}

/**
 * The ages in completed years of fifty faces with this curve: the quantiles (i + 0.5) / 50, in rising order. This is the quantile
 * dot plot of Kay and others (2016, "When (ish) is my bus?"), with which people decide better than with intervals (Fernandes
 * and others 2018, "Uncertainty displays using quantile dotplots or CDFs improve transit decision-making").
 */
export function dotYears(age: LabelDistribution): number[] {
  const { first, last } = scaleOf(age);
  return Array.from({ length: DOTS }, (_, index) =>
    clamp(Math.floor(age.quantile((index + 0.5) / DOTS)), { first, last: last - 1 }),
  );
}

/** Counts the dots left of a line. */
export function youngerThan(years: readonly number[], line: number): number {
  return years.filter((year) => year < line).length;
}

/** The window that holds all dots and the line; the one before, if it still does and is not much too wide. */
export function windowFor(
  years: readonly number[],
  line: number,
  scale: Scale,
  before: AgeWindow | null,
): AgeWindow {
  const low = Math.min(years[0] ?? line, line);
  const high = Math.max((years.at(-1) ?? line) + 1, line);
  let first = Math.floor(low / STEP) * STEP;
  let last = Math.ceil(high / STEP) * STEP;
  while (last - first < LEAST_YEARS) {
    // The side on which there is less room grows.
    if (low - first <= last - high) first -= STEP;
    else last += STEP;
  }
  // Where the scale ends, the window grows on the other side.
  if (first < scale.first) last = Math.max(last, Math.min(scale.last, scale.first + LEAST_YEARS));
  if (last > scale.last) first = Math.min(first, Math.max(scale.first, scale.last - LEAST_YEARS));
  const next = { first: Math.max(first, scale.first), last: Math.min(last, scale.last) };
  if (before === null || before.first > low || before.last < high) return next;
  return before.last - before.first <= next.last - next.first + SPARE_YEARS ? before : next;
}

/** Lays out one dot per face, above its year on a heap, and the line, for a size in CSS pixels. */
export function layOutDots(
  years: readonly number[],
  { width, height }: { readonly width: number; readonly height: number },
  { chosen, window, scale, dot }: DotsPlace,
): DotsLayout {
  const { first, last } = window;
  const baseline = height - BELOW;
  const year = (width - 2 * SIDE) / (last - first);
  const place = (age: number) => SIDE + (age - first) * year;
  const xs = years.map((age) => place(age + 0.5));
  const size = dot ?? largestDot(xs, baseline - ABOVE);
  const heights = heapUp(xs, size);
  const range = lineRange(scale);
  const line = { first: Math.max(first, range.first), last: Math.min(last, range.last) };
  return {
    baseline,
    size,
    dots: years.map((age, index) => ({
      x: xs[index] ?? 0,
      y: baseline - (heights[index] ?? 0),
      radius: RADIUS * size,
      isYounger: age < chosen,
    })),
    ticks: axisLabels(agesOf(window), width).map((label) => ({ x: place(label), label })),
    pin: placePin(place(chosen), width, 8, LABEL_WIDTH),
    line,
    firstX: place(line.first),
    lastX: place(line.last),
  };
}

function agesOf({ first, last }: AgeWindow): Float32Array {
  return Float32Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

export function clamp(value: number, { first, last }: AgeWindow): number {
  return Math.min(last, Math.max(first, value));
}
