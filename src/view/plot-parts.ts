import { htmlElement, setAttributes, svgElement } from './create-element.ts';
import type { PinPlace } from './histogram-layout.ts';

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
}

/** Moves the existing bars; `strength` is the interval that a bar's colour stands for. */
export function drawBars<Drawn extends Bar>(
  group: SVGGElement,
  bars: readonly Drawn[],
  strength: (bar: Drawn) => number | null,
): void {
  while (group.childElementCount > bars.length) group.lastElementChild?.remove();
  while (group.childElementCount < bars.length) group.append(svgElement('rect'));
  bars.forEach((bar, index) => {
    const rectangle = group.children[index];
    if (rectangle === undefined) return;
    const { x, y, width, height, radius } = bar;
    setAttributes(rectangle, { x, y, width, height, rx: radius, 'data-share': strength(bar) ?? 'rest' });
  });
}

/** The base line with its labels. */
export function drawAxis(
  group: SVGGElement,
  { ticks, baseline }: { ticks: readonly { x: number; label: number }[]; baseline: number },
  { width, number }: { readonly width: number; readonly number: (value: number) => string },
): void {
  const marks = ticks.flatMap(({ x, label }) => [
    svgElement('line', { x1: x, x2: x, y1: baseline + 0.5, y2: baseline + 5.5 }),
    svgElement('text', { x, y: baseline + 21, 'text-anchor': 'middle' }, number(label)),
  ]);
  group.replaceChildren(
    svgElement('line', { x1: 0, x2: width, y1: baseline + 0.5, y2: baseline + 0.5 }),
    ...marks,
  );
}

export function drawPin(group: SVGGElement, pin: PinPlace, baseline: number, label: string): void {
  const { x, top, textX, textAnchor } = pin;
  group.replaceChildren(
    svgElement('line', { x1: x, x2: x, y1: top, y2: baseline }),
    svgElement('circle', { cx: x, cy: top, r: 4 }),
    svgElement('text', { x: textX, y: top + 4.5, 'text-anchor': textAnchor }, label),
  );
}

/** A table of what a plot shows, for screen readers. */
export function fillTable(
  table: HTMLTableElement,
  columns: readonly string[],
  rows: readonly (readonly [label: string, value: string])[],
): void {
  const head = columns.map((column) => htmlElement('th', { scope: 'col' }, column));
  const body = rows.map(([label, value]) =>
    htmlElement('tr', {}, htmlElement('th', { scope: 'row' }, label), htmlElement('td', {}, value)),
  );
  table.replaceChildren(
    htmlElement('thead', {}, htmlElement('tr', {}, ...head)),
    htmlElement('tbody', {}, ...body),
  );
}
