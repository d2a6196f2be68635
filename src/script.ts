import { difference, LabelDistribution, overlap } from './distribution/index.ts';
import { FaceCurveElement } from './element/index.ts';
import { readFace } from './engine/saved-face.ts';
import { FaceCurveError, isAbort, throwScriptMissing } from './errors.ts';
import type * as library from './index.ts';

const loadLibrary = () => import('./index.ts').catch(throwScriptMissing);

/** The library as one object; what computes is loaded with the first call. */
const added: FaceCurveScript = {
  FaceCurveElement,
  FaceCurveError,
  LabelDistribution,
  isAbort,
  difference,
  overlap,
  readFace,
  createEstimator: async (...given) => (await loadLibrary()).createEstimator(...given),
  drawFaces: async (...given) => (await loadLibrary()).drawFaces(...given),
  decodeImage: async (...given) => (await loadLibrary()).decodeImage(...given),
  listCameras: async (...given) => (await loadLibrary()).listCameras(...given),
  openCamera: async (...given) => (await loadLibrary()).openCamera(...given),
};

type Library = typeof library;

/** What the script tag adds to the page: every function and class of the library, and the element. */
export interface FaceCurveScript extends Library {
  readonly FaceCurveElement: typeof FaceCurveElement;
}

declare global {
  var facecurve: FaceCurveScript | undefined;
  /** The package's folder, for a script tag's file that is inlined or evaluated. */
  var facecurveBase: string | undefined;
}

// A second copy of the script changes nothing.
globalThis.facecurve ??= added;
