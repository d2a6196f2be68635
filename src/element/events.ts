import type { FaceCurveError } from '../errors.ts';
import type { SessionOptions } from '../session/index.ts';
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

/** What an element's session calls, so that the page hears of it by the element's events. */
type Reports = Required<
  Pick<SessionOptions, 'onProgress' | 'onReady' | 'onRecovered' | 'onResult' | 'onError'>
>;

export function eventsOf(element: EventTarget): Reports {
  const emit = <Name extends keyof FaceCurveEventMap>(name: Name, detail: Detail<Name>) => {
    element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  };
  return {
    onProgress: (progress) => emit('facecurve-progress', progress),
    onReady: (info) => emit('facecurve-ready', { info }),
    onRecovered: (error) => emit('facecurve-error', { error, recovered: true }),
    onResult: (update, source) => emit('facecurve-result', { ...update, source }),
    onError: (error) => emit('facecurve-error', { error, recovered: false }),
  };
}

declare global {
  interface HTMLElementEventMap extends FaceCurveEventMap {}
  interface DocumentEventMap extends FaceCurveEventMap {}
}
