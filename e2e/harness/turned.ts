import { FACE_OF_SAMPLE } from '../../lab/page/face-of-sample.ts';
import { current, fetchBlob, type PlainFace, plain } from './library.ts';

/** The face of a sample on a ground of `side` pixels. */
interface TurnedPicture {
  readonly url: string;
  /** Degrees, clockwise. */
  readonly angle: number;
  /** Middle and side of the face's square in pixels of the ground. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** What is estimated in pictures that lie turned on a grey ground. */
export async function estimateTurned(side: number, pictures: readonly TurnedPicture[]): Promise<PlainFace[]> {
  const context = new OffscreenCanvas(side, side).getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  context.imageSmoothingQuality = 'high';
  context.fillStyle = '#808080';
  context.fillRect(0, 0, side, side);
  for (const { url, angle, x, y, size } of pictures) {
    const bitmap = await createImageBitmap(await fetchBlob(url), ...FACE_OF_SAMPLE);
    context.setTransform(new DOMMatrix().translate(x, y).rotate(angle));
    context.drawImage(bitmap, -size / 2, -size / 2, size, size);
    bitmap.close();
  }
  return (await current().estimate(context.canvas)).map(plain);
}
