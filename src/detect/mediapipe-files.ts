import { type AssetLoader, pinnedAssets } from '../assets/index.ts';
import { throwScriptMissing } from '../errors.ts';
import type { MediapipeDetector, WebglCanvas } from './mediapipe-detector.ts';

const LOADER = 'mediapipe/vision_wasm_module_internal.js';
const WASM = 'mediapipe/vision_wasm_module_internal.wasm';
const MODEL = 'models/detector/blaze_face_short_range.tflite';

/** Announces the files of MediaPipe's detector to the loader's progress. */
export function expectMediapipe(loader: AssetLoader): void {
  loader.expect(pinnedAssets[WASM], pinnedAssets[MODEL]);
}

/** Fetches and starts MediaPipe's detector. @param canvas see `MediapipeDetector.create` */
export async function loadMediapipe(loader: AssetLoader, canvas?: WebglCanvas): Promise<MediapipeDetector> {
  const [{ MediapipeDetector }, wasm, model] = await Promise.all([
    // Another detector must not fetch MediaPipe's code.
    import('./mediapipe-detector.ts').catch(throwScriptMissing),
    loader.load(WASM, pinnedAssets[WASM]),
    loader.load(MODEL, pinnedAssets[MODEL]),
  ]);
  return MediapipeDetector.create({ loaderUrl: loader.address(LOADER), wasm, model }, canvas);
}
