import { COLOURS, SANS, SERIF } from '../view/canvas.ts';

/**
 * Draws a picture on paper and encodes it.
 * @throws DOMException if the browser cannot encode it
 */
export async function onPaper(
  size: { readonly width: number; readonly height: number },
  draw: (context: CanvasRenderingContext2D) => void,
): Promise<Blob> {
  const fonts = [`400 40px ${SERIF}`, `italic 400 40px ${SERIF}`, `400 24px ${SANS}`];
  await Promise.all(fonts.map((font) => document.fonts.load(font)));
  const canvas = Object.assign(document.createElement('canvas'), size);
  const context = canvas.getContext('2d');
  if (context === null) throw new DOMException('The browser gives no 2D canvas.', 'EncodingError');
  context.fillStyle = COLOURS.paper;
  context.fillRect(0, 0, size.width, size.height);
  draw(context);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob !== null) resolve(blob);
      else reject(new DOMException('The picture could not be encoded.', 'EncodingError'));
    }, 'image/png');
  });
}

/** Draws a picture of a face into a square with round corners. */
export function drawFace(
  context: CanvasRenderingContext2D,
  face: CanvasImageSource,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
): void {
  context.save();
  context.beginPath();
  context.roundRect(x, y, side, side, 20);
  context.clip();
  context.imageSmoothingQuality = 'high';
  context.drawImage(face, x, y, side, side);
  context.restore();
}
