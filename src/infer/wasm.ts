import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';
import * as tf from '@tensorflow/tfjs-core';
import { type AssetLoader, isWasmForbidden, pinnedAssets } from '../assets/index.ts';
import { FaceCurveError, throwScriptMissing } from '../errors.ts';
import { type Backend, neverLost } from './backend.ts';
import './wasm-kernels.ts';

const PLAIN = 'tfjs/tfjs-backend-wasm.wasm';
const SIMD = 'tfjs/tfjs-backend-wasm-simd.wasm';

/** tfjs starts its WebAssembly once; a second start must not set its paths again. */
let pathsAreSet = false;

export async function startWasm(loader: AssetLoader): Promise<Backend> {
  // tfjs itself would wait for ever.
  if (isWasmForbidden()) {
    throw new FaceCurveError('backend-unavailable', 'WebAssembly is forbidden.', {
      remedy: "A content security policy needs script-src 'wasm-unsafe-eval'.",
    });
  }
  // The threaded build makes its workers from Function.toString(), which a minified bundle breaks: the start would hang.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!pathsAreSet) {
    const file = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? SIMD : PLAIN;
    loader.expect(pinnedAssets[file]);
    giveWhenFetched(file, await loader.load(file, pinnedAssets[file]));
    pathsAreSet = true;
  }
  if (!(await tf.setBackend('wasm'))) {
    throw new FaceCurveError('backend-unavailable', 'WebAssembly could not be started.');
  }
  return {
    name: 'wasm',
    software: false,
    lost: neverLost,
    isGone: () => false,
    loadMoreKernels: () => import('./wasm-more-kernels.ts').catch(throwScriptMissing),
    stop: () => undefined,
  };
}

/** Gives tfjs the bytes that were fetched and checked when tfjs requests its file. */
function giveWhenFetched(file: string, bytes: Uint8Array<ArrayBuffer>): void {
  // One string for all builds would do, but tfjs takes a plain string for a folder.
  const names = [
    'tfjs-backend-wasm.wasm',
    'tfjs-backend-wasm-simd.wasm',
    'tfjs-backend-wasm-threaded-simd.wasm',
  ] as const;
  setWasmPaths(Object.fromEntries(names.map((name) => [name, file])), true);
  const { platform } = tf.env();
  const fetchOfPlatform = platform.fetch.bind(platform);
  platform.fetch = (path, init) => {
    if (path !== file) return fetchOfPlatform(path, init);
    return Promise.resolve(new Response(bytes, { headers: { 'content-type': 'application/wasm' } }));
  };
}
