export { type KeepOfflineOptions, keepOffline, type OfflineState } from './keep-offline.ts';
export { receivePictures } from './received-pictures.ts';
