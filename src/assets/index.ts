export { AssetLoader, type AssetLoaderOptions } from './asset-loader.ts';
export { assetsFolder } from './assets-folder.ts';
export { type FileIntegrity, pinnedAssets } from './integrity.ts';
