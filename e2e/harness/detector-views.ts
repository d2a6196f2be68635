import type { Detection } from '@mediapipe/tasks-vision';
import { assetsBase } from '../../lab/page/assets-base.ts';
import { FACE_OF_SAMPLE } from '../../lab/page/face-of-sample.ts';
import { AssetLoader } from '../../src/assets/index.ts';
import { loadMediapipe } from '../../src/detect/mediapipe-files.ts';
import { takeEverySecond } from '../../src/detect/scale-pixels.ts';
import { fetchBlob } from './library.ts';

/** Faces that MediaPipe finds in a picture of 256 px, and in every second pixel of that picture (128 px). */
export async function halfAndWhole(address: string): Promise<Record<'whole' | 'half', Detection[]>> {
  const mediapipe = await loadMediapipe(new AssetLoader({ base: assetsBase() }));
  const detect = (view: ImageData) =>
    (
      mediapipe as unknown as { detector: { detect(image: ImageData): { detections: Detection[] } } }
    ).detector.detect(view).detections;
  const context = new OffscreenCanvas(256, 256).getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  const bitmap = await createImageBitmap(await fetchBlob(address), ...FACE_OF_SAMPLE);
  // With a border, since the face fills the picture.
  context.drawImage(bitmap, 43, 43, 170, 170);
  bitmap.close();
  const whole = context.getImageData(0, 0, 256, 256);
  const half = new ImageData(128, 128);
  takeEverySecond(whole, half);
  const found = { whole: detect(whole), half: detect(half) };
  mediapipe.close();
  return found;
}
