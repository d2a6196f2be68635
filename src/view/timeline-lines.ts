import { svgElement } from './create-element.ts';
import type { TimelineLayout } from './timeline-layout.ts';

/** The lines across a timeline, each with its number at the right end. */
export function acrossLines(
  lines: TimelineLayout['lines'],
  width: number,
  number: (value: number) => string,
): SVGElement[] {
  return lines.flatMap(({ y, label }) => [
    svgElement('line', { x1: 0, x2: width, y1: y, y2: y }),
    svgElement('text', { x: width, y: y - 5, 'text-anchor': 'end' }, number(label)),
  ]);
}

/** The words below the two ends of a timeline. */
export function endWords(
  [first, last]: readonly [first: string, last: string],
  { baseline }: Pick<TimelineLayout, 'baseline'>,
  width: number,
): SVGElement[] {
  const y = baseline + 21;
  return [
    svgElement('text', { x: 0, y }, first),
    svgElement('text', { x: width, y, 'text-anchor': 'end' }, last),
  ];
}
