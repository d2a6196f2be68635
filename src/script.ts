import { difference, LabelDistribution, overlap } from './distribution/index.ts';
import { FaceCurveElement } from './element/index.ts';
import { readFace } from './engine/saved-face.ts';
import { FaceCurveError, isAbort } from './errors.ts';
import type * as library from './index.ts';

/** The library as one object; what computes is loaded with the first call. */
const added: FaceCurveScript = {
  FaceCurveElement,
  FaceCurveError,
  LabelDistribution,
  isAbort,
  difference,
  overlap,
  readFace,
  createEstimator: async (...given) => (await import('./index.ts')).createEstimator(...given),
  decodeImage: async (...given) => (await import('./index.ts')).decodeImage(...given),
  listCameras: async (...given) => (await import('./index.ts')).listCameras(...given),
  openCamera: async (...given) => (await import('./index.ts')).openCamera(...given),
};

type Library = typeof library;

/** What the script tag adds to the page: every function and class of the library, and the element. */
export interface FaceCurveScript extends Library {
  readonly FaceCurveElement: typeof FaceCurveElement;
}

declare global {
  var facecurve: FaceCurveScript | undefined;
}

// A second copy of the script changes nothing.
globalThis.facecurve ??= added;
