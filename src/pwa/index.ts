export { type KeepOfflineOptions, keepOffline, type OfflineState } from './keep-offline.ts';
export { hasSharedPicture, receivePictures } from './received-pictures.ts';
