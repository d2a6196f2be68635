import { htmlElement, setAttributes } from './create-element.ts';

/** Half the width of the slider's thumb. The thumb lies over the line; its middle moves between the ends of the scale. */
const HALF_THUMB = 14;

export interface LinePlace {
  /** Positions of the least and the largest value, in CSS pixels. */
  readonly firstX: number;
  readonly lastX: number;
  readonly baseline: number;
}

export interface LineValue {
  readonly min: number;
  readonly max: number;
  readonly value: number;
  /** What the line stands for, and the sentence of its place, for screen readers. */
  readonly name: string;
  readonly text: string;
}

/** An invisible slider over a plot: its line can be dragged anywhere, or moved with the keyboard. */
export class LineSlider {
  readonly element = htmlElement('input', { type: 'range', class: 'line-slider', step: 1 });

  /** @param onChoose called with the label to which the line is moved */
  constructor(onChoose: (label: number) => void) {
    this.element.addEventListener('input', () => onChoose(this.element.valueAsNumber));
  }

  place({ firstX, lastX, baseline }: LinePlace, { min, max, value, name, text }: LineValue): void {
    setAttributes(this.element, { min, max, 'aria-label': name, 'aria-valuetext': text });
    this.element.value = String(value);
    const { style } = this.element;
    style.left = `${firstX - HALF_THUMB}px`;
    style.width = `${lastX - firstX + 2 * HALF_THUMB}px`;
    style.height = `${baseline}px`;
  }
}
