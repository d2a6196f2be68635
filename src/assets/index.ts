export { AssetLoader, type AssetLoaderOptions } from './asset-loader.ts';
export { assetsFolder } from './assets-folder.ts';
export {
  DETECTOR_FOLDER,
  GRAPH_FILES,
  type GraphChecksums,
  type GraphFiles,
  type GraphTopology,
  type Int8Weight,
  loadGraphFiles,
  type WeightEntry,
} from './graph-files.ts';
export { type FileIntegrity, pinnedAssets } from './integrity.ts';
export { parseJson } from './parse-json.ts';
export { isWasmForbidden } from './wasm-forbidden.ts';
