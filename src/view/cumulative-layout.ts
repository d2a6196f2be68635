import type { LabelDistribution } from '../distribution/index.ts';
import { ABOVE, axisLabels, BELOW, horizontalScale, type PinPlace, placePin } from './histogram-layout.ts';

export interface CumulativeLayout {
  readonly baseline: number;
  /** One per label: how likely it is that a face with this curve is older. */
  readonly bars: readonly {
    readonly label: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly ticks: readonly { readonly x: number; readonly label: number }[];
  /** Thin horizontal lines that help to read the height of a bar. */
  readonly lines: readonly { readonly y: number; readonly share: number }[];
  readonly pin: PinPlace;
  /** Positions of the first and the last label: the line can be dragged between them. */
  readonly firstX: number;
  readonly lastX: number;
}

/** CSS pixels of the longest label of the pin, "älter als 100: unter 1 %". */
const LABEL_WIDTH = 152;
const LINES = [0.5, 1];

/** Lays out the "older than" curve for a size in CSS pixels; `chosen` is the label at which the pin stands. */
export function layOutCumulative(
  distribution: LabelDistribution,
  { width, height }: { readonly width: number; readonly height: number },
  chosen: number,
): CumulativeLayout {
  const { labels } = distribution;
  const baseline = height - BELOW;
  const { slot, place } = horizontalScale(labels, width, true);
  const barWidth = slot - Math.min(Math.max(0.15 * slot, 0.4), 8);
  const full = baseline - ABOVE;
  const bars = Array.from(labels, (label) => {
    const barHeight = full * distribution.probabilityAbove(label);
    return {
      label,
      x: place(label) - barWidth / 2,
      y: baseline - barHeight,
      width: barWidth,
      height: barHeight,
    };
  });
  return {
    baseline,
    bars,
    ticks: axisLabels(labels, width).map((label) => ({ x: place(label), label })),
    lines: LINES.map((share) => ({ share, y: baseline - share * full })),
    pin: placePin(place(chosen), width, 8, LABEL_WIDTH),
    firstX: place(labels[0] ?? 0),
    lastX: place(labels.at(-1) ?? 0),
  };
}
