import type { Picture } from './picture.ts';

/** Of the browser's encoder, 0 to 1. */
const BEST_QUALITY = 0.6;

/** Encodes a picture as a JPEG and decodes it again. @param loss 0: not at all, 1: at the worst quality */
export async function compressed(picture: Picture, loss: number): Promise<Picture> {
  if (loss === 0) return picture;
  const { width, height } = picture;
  const context = contextOf(width, height);
  if (context === null) return picture;
  context.putImageData(new ImageData(picture.data, width, height), 0, 0);
  const quality = BEST_QUALITY * (1 - loss);
  const bitmap = await createImageBitmap(await context.canvas.convertToBlob({ type: 'image/jpeg', quality }));
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

function contextOf(width: number, height: number) {
  return new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
}
