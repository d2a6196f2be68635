import type { LabelDistribution } from '../distribution/index.ts';
import { type IntervalShare, intervalShares } from './interval-shares.ts';
import { ticks } from './ticks.ts';

export interface HistogramSize {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /**
   * The probability that is drawn as high as the plot, unless a bar is higher. So a flat curve looks flat, and curves next to
   * each other can be compared.
   */
  readonly fullHeight: number;
  /** False for a small picture of the curve in a list, without axis and label. */
  readonly withAxis: boolean;
}

export interface HistogramBar {
  readonly label: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly share: IntervalShare | null;
}

/** The parts of a histogram in CSS pixels, from the upper left corner. */
export interface HistogramLayout {
  readonly baseline: number;
  readonly bars: readonly HistogramBar[];
  readonly ticks: readonly { readonly x: number; readonly label: number }[];
  readonly pin: PinPlace;
}

export interface PinPlace {
  readonly x: number;
  readonly top: number;
  /** Where the label begins; where it ends if there is no room to the right. */
  readonly textX: number;
  readonly textAnchor: 'start' | 'end';
}

/** Room for the pin's head and label above the bars, and for the labels of the axis below. */
export const ABOVE = 30;
export const BELOW = 26;
/** CSS pixels: half the width of "100" on the axis. */
const HALF_TICK_LABEL = 12;
const TICK_DISTANCE = 52;
/** Most labels on an axis, however wide it is. */
const MOST_TICKS = 11;
const PIN_LABEL_WIDTH = 104;
const PIN_LABEL_GAP = 9;
/** Least height of a bar, so that bars of almost no probability still show as dots. */
const LEAST_BAR_HEIGHT = 0.75;

/** Lays out bars, axis and pin of a distribution for a size; nothing is scaled afterwards. */
export function layOutHistogram(distribution: LabelDistribution, size: HistogramSize): HistogramLayout {
  const { labels, probabilities, expectation } = distribution;
  const { width, height, fullHeight, withAxis } = size;
  const top = withAxis ? ABOVE : 1;
  const baseline = withAxis ? height - BELOW : height - 1;
  const { slot, place } = horizontalScale(labels, width, withAxis);
  const perProbability = (baseline - top) / Math.max(fullHeight, ...probabilities);
  const shares = intervalShares(distribution);
  const barWidth = slot - Math.min(Math.max(0.15 * slot, 0.4), 8);
  const bars = Array.from(labels, (label, index) => {
    const barHeight = Math.max(LEAST_BAR_HEIGHT, (probabilities[index] ?? 0) * perProbability);
    return {
      label,
      x: place(label) - barWidth / 2,
      y: baseline - barHeight,
      width: barWidth,
      height: barHeight,
      radius: Math.min(barWidth / 3, barHeight / 2, 4),
      share: shares[index] ?? null,
    };
  });
  return {
    baseline,
    bars,
    ticks: withAxis ? axisLabels(labels, width).map((label) => ({ x: place(label), label })) : [],
    pin: placePin(place(expectation), width, withAxis ? 8 : 0),
  };
}

/**
 * Places the label right of the pin, left of it if there is no room, and on the wider side if there is no room on either side.
 * @param labelWidth CSS pixels that the label may need
 */
export function placePin(x: number, width: number, top: number, labelWidth = PIN_LABEL_WIDTH): PinPlace {
  return pinPlace(x, top, width - x < Math.min(PIN_LABEL_GAP + labelWidth, width / 2));
}

/** Places a pin at x with its label on the left or on the right. */
export function pinPlace(x: number, top: number, toLeft: boolean): PinPlace {
  return {
    x,
    top,
    textX: toLeft ? x - PIN_LABEL_GAP : x + PIN_LABEL_GAP,
    textAnchor: toLeft ? 'end' : 'start',
  };
}

/** The width of a label's slot and the position of its middle, in CSS pixels. */
export function horizontalScale(labels: Float32Array, width: number, withAxis: boolean) {
  const first = labels[0] ?? 0;
  const step = (labels[1] ?? first + 1) - first;
  const unpadded = width / labels.length;
  // If bars are narrower than the labels under them, the first and the last label need room at the sides.
  const isNarrow = withAxis && unpadded < 2 * HALF_TICK_LABEL;
  const slot = isNarrow ? (width - 2 * HALF_TICK_LABEL) / (labels.length - 1) : unpadded;
  const side = isNarrow ? HALF_TICK_LABEL - slot / 2 : 0;
  return { slot, place: (label: number) => side + ((label - first) / step + 0.5) * slot };
}

/** All labels if there are few, else as many round ones as fit. */
export function axisLabels(labels: Float32Array, width: number): number[] {
  const first = labels[0] ?? 0;
  const last = labels.at(-1) ?? 0;
  if (labels.length * 20 <= width && labels.length <= 12) return Array.from(labels);
  return ticks(first, last, Math.min(MOST_TICKS, Math.max(2, Math.floor(width / TICK_DISTANCE))));
}
