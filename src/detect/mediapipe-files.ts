import { type AssetLoader, pinnedAssets } from '../assets/index.ts';
import { FaceCurveError, throwScriptMissing } from '../errors.ts';
import type { MediapipeDetector } from './mediapipe-detector.ts';

const LOADER = 'mediapipe/vision_wasm_module_internal.js';
const WASM = 'mediapipe/vision_wasm_module_internal.wasm';
const MODEL = 'models/detector/blaze_face_short_range.tflite';

/** Announces the files of MediaPipe's detector to the loader's progress. */
export function expectMediapipe(loader: AssetLoader): void {
  loader.expect(pinnedAssets[WASM], pinnedAssets[MODEL]);
}

/**
 * Throws before anything is fetched where MediaPipe cannot run: workers of WebKit and of older Safari have no WebGL.
 * @throws FaceCurveError `detector-failed`
 */
export function assertMediapipeRuns(): void {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (context !== null) return;
  throw new FaceCurveError('detector-failed', 'MediaPipe needs WebGL 2, and there is none here.', {
    remedy: "Use detector: 'auto' or 'graph', or turn on hardware acceleration in the browser's settings.",
  });
}

/** Fetches and starts MediaPipe's detector. */
export async function loadMediapipe(loader: AssetLoader): Promise<MediapipeDetector> {
  const [{ MediapipeDetector }, wasm, model] = await Promise.all([
    // Another detector must not fetch MediaPipe's code.
    import('./mediapipe-detector.ts').catch(throwScriptMissing),
    loader.load(WASM, pinnedAssets[WASM]),
    loader.load(MODEL, pinnedAssets[MODEL]),
  ]);
  return MediapipeDetector.create({ loaderUrl: loader.address(LOADER), wasm, model });
}
