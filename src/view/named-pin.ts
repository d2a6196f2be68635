import { svgElement } from './create-element.ts';
import { type HistogramLayout, pinPlace } from './histogram-layout.ts';
import { drawPin } from './plot-parts.ts';

/** The second of two pins stands lower than the first, so that their labels never overlap. */
export const SECOND_PIN_TOP = 24;
/** Room for a pin's label, in CSS pixels. */
const PIN_LABEL_WIDTH = 104;

export interface PinDetails {
  readonly label: string;
  readonly top: number;
  /** Puts the label on the left if there is room. */
  readonly toLeft: boolean;
  readonly width: number;
}

/** A pin at the expectation of a layout, with its label on the side that is wanted if it fits there. */
export function namedPin(
  { pin: { x }, baseline }: HistogramLayout,
  { label, top, toLeft, width }: PinDetails,
): SVGElement {
  const fitsLeft = x - PIN_LABEL_WIDTH >= 0;
  const fitsRight = x + PIN_LABEL_WIDTH <= width;
  const group = svgElement('g', {});
  drawPin(group, pinPlace(x, top, toLeft ? fitsLeft : !fitsRight), baseline, label);
  return group;
}
