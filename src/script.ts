import { LabelDistribution } from './distribution/index.ts';
import { FaceCurveElement } from './element/index.ts';
import { FaceCurveError, isAbort } from './errors.ts';
import type * as library from './index.ts';

/** The library as one object; what computes is loaded with the first call. */
const added: FaceCurveScript = {
  FaceCurveElement,
  FaceCurveError,
  LabelDistribution,
  isAbort,
  createEstimator: async (...given) => (await import('./index.ts')).createEstimator(...given),
  decodeImage: async (...given) => (await import('./index.ts')).decodeImage(...given),
  openCamera: async (...given) => (await import('./index.ts')).openCamera(...given),
};

/** What the script tag adds to the page. */
export interface FaceCurveScript
  extends Pick<
    typeof library,
    'FaceCurveError' | 'LabelDistribution' | 'isAbort' | 'createEstimator' | 'decodeImage' | 'openCamera'
  > {
  readonly FaceCurveElement: typeof FaceCurveElement;
}

declare global {
  var facecurve: FaceCurveScript | undefined;
}

// A second copy of the script changes nothing.
globalThis.facecurve ??= added;
