import type { PictureSource } from '../session/index.ts';

/** Whether a visitor's file is a video. */
export function isVideo(source: PictureSource): source is Blob {
  return source instanceof Blob && source.type.startsWith('video/');
}
