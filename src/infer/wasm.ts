import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';
import * as tf from '@tensorflow/tfjs-core';
import { FaceCurveError } from '../errors.ts';
import { type Backend, neverLost } from './backend.ts';
import type { WasmFile } from './wasm-file.ts';
import './wasm-kernels.ts';

/** tfjs starts its WebAssembly once; a second start must not set its paths again. */
let pathsAreSet = false;

export async function startWasm(file: WasmFile): Promise<Backend> {
  // The threaded build makes its workers from Function.toString(), which a minified bundle breaks: the start would hang.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!pathsAreSet) {
    giveToTfjs(file);
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
    loadMoreKernels: () => Promise.resolve(),
    stop: () => undefined,
  };
}

/** Gives tfjs the bytes that were fetched and checked when tfjs requests its file. */
function giveToTfjs({ name: file, bytes }: WasmFile): void {
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
