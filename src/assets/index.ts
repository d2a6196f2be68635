export { AssetLoader, type AssetLoaderOptions } from './asset-loader.ts';
export { assetsFolder } from './assets-folder.ts';
export { type GraphChecksums, type GraphFiles, type GraphTopology, loadGraphFiles } from './graph-files.ts';
export { type FileIntegrity, pinnedAssets } from './integrity.ts';
export { parseJson } from './parse-json.ts';
export { isWasmForbidden } from './wasm-forbidden.ts';
