import type { Page } from '@playwright/test';
import { FACE_OF_SAMPLE } from '../../lab/page/face-of-sample.ts';

/** A part of a drawing: the sample's face into a rectangle, turned around its middle by quarter turns. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly quarterTurns?: number;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly sample: Buffer;
  readonly placements: readonly Placement[];
  readonly mirrored?: boolean;
  /** EXIF orientation in which the upright drawing is to be stored, 1 to 8; width and height are those of the upright one. */
  readonly orientation?: number;
}

/** The drawing as a file of that type, encoded by the browser. */
export async function drawFile(
  page: Page,
  drawing: Drawing,
  type: 'image/jpeg' | 'image/png',
): Promise<Buffer> {
  return Buffer.from(await page.evaluate(draw, { ...forPage(drawing), type }), 'base64');
}

/** The drawing as RGBA bytes. */
export async function drawPixels(page: Page, drawing: Drawing): Promise<Uint8Array> {
  return Buffer.from(await page.evaluate(draw, { ...forPage(drawing), type: 'pixels' }), 'base64');
}

/** From upright to stored pixels: a, b, c, d of a canvas transform, and whether width and height are added to x and y. */
const STORED: Readonly<Record<number, readonly [number, number, number, number]>> = {
  1: [1, 0, 0, 1],
  2: [-1, 0, 0, 1],
  3: [-1, 0, 0, -1],
  4: [1, 0, 0, -1],
  5: [0, 1, 1, 0],
  6: [0, -1, 1, 0],
  7: [0, -1, -1, 0],
  8: [0, 1, -1, 0],
};

function forPage({ sample, orientation = 1, ...drawing }: Drawing) {
  const { width, height } = drawing;
  const [a, b, c, d] = STORED[orientation] ?? [1, 0, 0, 1];
  // A negative axis begins at its other end.
  const shift = [(a < 0 ? width : 0) + (c < 0 ? height : 0), (b < 0 ? width : 0) + (d < 0 ? height : 0)];
  const stored = { size: a === 0 ? [height, width] : [width, height], transform: [a, b, c, d, ...shift] };
  return {
    ...drawing,
    stored,
    face: FACE_OF_SAMPLE,
    source: `data:image/jpeg;base64,${sample.toString('base64')}`,
  };
}

/** Runs in the page; answers in base64. */
async function draw(drawing: ReturnType<typeof forPage> & { type: string }): Promise<string> {
  const image = new Image();
  image.src = drawing.source;
  await image.decode();
  const [storedWidth = 1, storedHeight = 1] = drawing.stored.size;
  const canvas = new OffscreenCanvas(storedWidth, storedHeight);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  context.fillStyle = '#a09a90';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(new DOMMatrix(drawing.stored.transform));
  if (drawing.mirrored) context.transform(-1, 0, 0, 1, drawing.width, 0);
  for (const { x, y, width, height, quarterTurns = 0 } of drawing.placements) {
    context.save();
    context.translate(x + width / 2, y + height / 2);
    context.rotate((quarterTurns * Math.PI) / 2);
    context.drawImage(image, ...drawing.face, -width / 2, -height / 2, width, height);
    context.restore();
  }
  const blob =
    drawing.type === 'pixels'
      ? new Blob([context.getImageData(0, 0, canvas.width, canvas.height).data])
      : await canvas.convertToBlob({ type: drawing.type, quality: 0.92 });
  const reader = new FileReader();
  await new Promise((resolve) => {
    reader.onload = resolve;
    reader.readAsDataURL(blob);
  });
  return String(reader.result).replace(/^.*,/, '');
}
