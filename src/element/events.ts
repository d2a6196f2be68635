import type { FaceCurveError } from '../errors.ts';
import type { EstimatorInfo, FaceEstimate, LoadProgress } from '../types.ts';

export interface FaceCurveReadyDetail {
  /** Where and how the estimator runs. */
  readonly info: EstimatorInfo;
}

export interface FaceCurveResultDetail {
  /** The faces from left to right, as the viewer sees them. */
  readonly faces: readonly FaceEstimate[];
  /** Width in pixels of the picture or frame; the faces' coordinates refer to it. */
  readonly width: number;
  /** Height in pixels. */
  readonly height: number;
  /** Whether the faces are those of a picture, or of the newest frame of the camera or of a video. */
  readonly source: 'picture' | 'camera' | 'video';
}

export interface FaceCurveErrorDetail {
  /** What failed, with its code and remedy. */
  readonly error: FaceCurveError;
  /** True if the element continues by itself, on a new device or in a new worker: the page need do nothing. */
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
