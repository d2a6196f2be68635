import { type AssetLoader, pinnedAssets } from '../assets/index.ts';

const PLAIN = 'tfjs/tfjs-backend-wasm.wasm';
const SIMD = 'tfjs/tfjs-backend-wasm-simd.wasm';

/** The smallest module with an instruction on vectors. tfjs asks in the same way, but its code is not there yet. */
const WITH_VECTORS = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0],
  ...[10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11],
);

export interface WasmFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

let loaded: WasmFile | undefined;

/** The WebAssembly of tfjs for this browser. It is fetched once, while the code that runs it is still on its way. */
export async function wasmFile(loader: AssetLoader): Promise<WasmFile> {
  if (loaded !== undefined) return loaded;
  const name = WebAssembly.validate(WITH_VECTORS) ? SIMD : PLAIN;
  loader.expect(pinnedAssets[name]);
  loaded = { name, bytes: await loader.load(name, pinnedAssets[name]) };
  return loaded;
}
