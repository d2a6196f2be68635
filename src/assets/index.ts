export { AssetLoader, type AssetLoaderOptions } from './asset-loader.ts';
export { type FileIntegrity, pinnedAssets } from './integrity.ts';
