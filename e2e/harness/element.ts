import '../../src/element/index.ts';
import type { FaceCurveEventMap } from '../../src/element/index.ts';

/** An event of an element on the page, as plain data. */
export interface LoggedEvent {
  readonly type: keyof FaceCurveEventMap;
  /** The id of the element, seen from the document. */
  readonly id: string;
  readonly isComposed: boolean;
  readonly detail: unknown;
}

declare global {
  var elementEvents: LoggedEvent[];
}

globalThis.elementEvents = [];

const types = ['facecurve-ready', 'facecurve-progress', 'facecurve-result', 'facecurve-error'] as const;

for (const type of types) {
  document.addEventListener(type, (event) => {
    const { id } = event.target as HTMLElement;
    globalThis.elementEvents.push({ type, id, isComposed: event.composed, detail: plain(event) });
  });
}

function plain(event: FaceCurveEventMap[keyof FaceCurveEventMap]): unknown {
  const { detail } = event;
  if ('error' in detail) {
    const { code, file, remedy } = detail.error;
    return { code, file, remedy, recovered: detail.recovered };
  }
  if (!('faces' in detail)) return detail;
  const faces = detail.faces.map(({ age, attractiveness, quality, explanation, frame }) => ({
    frame,
    usable: quality.usable,
    age: 'withheld' in age ? age.withheld : age.expectation,
    attractiveness: 'withheld' in attractiveness ? attractiveness.withheld : attractiveness.expectation,
    explained:
      explanation === undefined || !(explanation.attractiveness instanceof Float32Array)
        ? false
        : explanation.attractiveness.length,
  }));
  return { faces, source: detail.source, width: detail.width };
}
