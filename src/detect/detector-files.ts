import { type AssetLoader, pinnedAssets } from '../assets/index.ts';
import { BlazeFace, type WebglCanvas } from './blaze-face.ts';

const LOADER = 'mediapipe/vision_wasm_module_internal.js';
const WASM = 'mediapipe/vision_wasm_module_internal.wasm';
const MODEL = 'models/detector/blaze_face_short_range.tflite';

/** Announces the detector's files to the loader's progress. */
export function expectDetector(loader: AssetLoader): void {
  loader.expect(pinnedAssets[WASM], pinnedAssets[MODEL]);
}

/** Fetches and starts the detector. @param canvas see `BlazeFace.create` */
export async function loadDetector(loader: AssetLoader, canvas?: WebglCanvas): Promise<BlazeFace> {
  const [wasm, model] = await Promise.all([
    loader.load(WASM, pinnedAssets[WASM]),
    loader.load(MODEL, pinnedAssets[MODEL]),
  ]);
  return BlazeFace.create({ loaderUrl: loader.address(LOADER), wasm, model }, canvas);
}
