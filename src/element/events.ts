import type { FaceCurveError } from '../errors.ts';
import type { EstimatorInfo, FaceEstimate, LoadProgress } from '../types.ts';

export interface FaceCurveReadyDetail {
  readonly info: EstimatorInfo;
}

export interface FaceCurveResultDetail {
  /** From left to right as the viewer sees them. */
  readonly faces: readonly FaceEstimate[];
  /** Size in pixels of the picture that the faces' coordinates refer to. */
  readonly width: number;
  readonly height: number;
  readonly source: 'picture' | 'camera';
}

export interface FaceCurveErrorDetail {
  readonly error: FaceCurveError;
  /** True if the element recovered by itself, on a new device or in a new worker: the page need not do anything. */
  readonly recovered: boolean;
}

/** The element's own events. They bubble and cross the borders of shadow trees. */
export interface FaceCurveEventMap {
  'facecurve-ready': CustomEvent<FaceCurveReadyDetail>;
  'facecurve-progress': CustomEvent<LoadProgress>;
  'facecurve-result': CustomEvent<FaceCurveResultDetail>;
  'facecurve-error': CustomEvent<FaceCurveErrorDetail>;
}

type Detail<Name extends keyof FaceCurveEventMap> = FaceCurveEventMap[Name]['detail'];

export function emit<Name extends keyof FaceCurveEventMap>(
  target: EventTarget,
  name: Name,
  detail: Detail<Name>,
): void {
  target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

declare global {
  interface HTMLElementEventMap extends FaceCurveEventMap {}
  interface DocumentEventMap extends FaceCurveEventMap {}
}
