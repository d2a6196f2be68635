import type { Page } from '@playwright/test';

/** A part of a drawing: the whole sample into a rectangle, turned around its middle by quarter turns. */
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

function forPage({ sample, ...drawing }: Drawing) {
  return { ...drawing, source: `data:image/jpeg;base64,${sample.toString('base64')}` };
}

/** Runs in the page; answers in base64. */
async function draw(drawing: Omit<Drawing, 'sample'> & { source: string; type: string }): Promise<string> {
  const image = new Image();
  image.src = drawing.source;
  await image.decode();
  const canvas = new OffscreenCanvas(drawing.width, drawing.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  context.fillStyle = '#a09a90';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (drawing.mirrored) context.setTransform(-1, 0, 0, 1, canvas.width, 0);
  for (const { x, y, width, height, quarterTurns = 0 } of drawing.placements) {
    context.save();
    context.translate(x + width / 2, y + height / 2);
    context.rotate((quarterTurns * Math.PI) / 2);
    context.drawImage(image, -width / 2, -height / 2, width, height);
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
