import { expect, type Page } from '@playwright/test';
import { FACE_OF_SAMPLE } from '../lab/page/face-of-sample.ts';
import { sample } from './harness-page.ts';
import { test } from './shared-harness.ts';

/** The face of a sample at `side` pixels, its corner at x, y. */
interface Pasted {
  readonly name: 'child' | 'young' | 'middle' | 'old';
  readonly x: number;
  readonly y: number;
  readonly side: number;
  /** Whether it stands on its head. */
  readonly isTurned?: boolean;
}

interface Scene {
  readonly width: number;
  readonly height: number;
  readonly ground: 'plain' | 'detailed';
}

/** The faces that are found in a picture made of sample pictures. */
function facesIn(page: Page, scene: Scene, pasted: readonly Pasted[]) {
  return page.evaluate(
    async ([{ width, height, ground }, parts, face]) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no 2D canvas');
      const side = ground === 'plain' ? Math.max(width, height) : 20;
      for (let y = 0; y < height; y += side) {
        for (let x = 0; x < width; x += side) {
          context.fillStyle = `hsl(${(x * 7 + y * 3) % 360} 20% ${35 + ((x * 13 + y * 29) % 31)}%)`;
          context.fillRect(x, y, side, side);
        }
      }
      context.imageSmoothingQuality = 'high';
      for (const { address, x, y, side: pictureSide, isTurned } of parts) {
        const picture = await createImageBitmap(await harness.library.fetchBlob(address), ...face);
        const half = pictureSide / 2;
        context.setTransform(1, 0, 0, 1, x + half, y + half);
        if (isTurned) context.scale(-1, -1);
        context.drawImage(picture, -half, -half, pictureSide, pictureSide);
      }
      return (await harness.library.current().estimate(canvas)).map(({ box }) => ({
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
        height: box.height,
      }));
    },
    [scene, pasted.map((part) => ({ ...part, address: sample(part.name) })), FACE_OF_SAMPLE] as const,
  );
}

for (const { size, near, far, ground } of [
  { size: [640, 480], near: 300, far: 60, ground: 'plain' },
  { size: [1600, 1200], near: 1000, far: 60, ground: 'plain' },
  { size: [4000, 3000], near: 2200, far: 60, ground: 'plain' },
  { size: [816, 612], near: 450, far: 49, ground: 'detailed' },
  { size: [1600, 1200], near: 1000, far: 60, ground: 'detailed' },
  { size: [1600, 1200], near: 1000, far: 400, ground: 'detailed' },
  { size: [4000, 3000], near: 2200, far: 880, ground: 'detailed' },
] as const) {
  test(`behind a face of ${near} px a face of ${far} px is found on ${ground} ground, in ${size.join(' x ')}`, async ({
    page,
  }) => {
    const [width, height] = size;
    const pasted = [
      { name: 'middle', x: width * 0.02, y: height - near, side: near },
      { name: 'young', x: width - far * 1.4, y: height * 0.05, side: far },
    ] as const;
    const faces = await facesIn(page, { width, height, ground }, pasted);
    expect(faces).toHaveLength(2);
    const small = faces.toSorted((a, b) => a.height - b.height)[0];
    expect(Math.abs((small?.x ?? 0) - (width - far * 0.9)), 'across').toBeLessThan(far * 0.3);
    expect(Math.abs((small?.y ?? 0) - (height * 0.05 + far / 2)), 'down').toBeLessThan(far * 0.3);
  });
}

test('faces of 47 px are found in a photo of 1920 x 1080, one of them on its head', async ({ page }) => {
  const pasted = (['child', 'young', 'middle', 'old'] as const).map((name, place) => ({
    name,
    x: 150 + 430 * place,
    y: place % 2 === 0 ? 150 : 660,
    side: 50,
    isTurned: place === 3,
  }));
  for (const detector of ['mediapipe', 'graph'] as const) {
    await page.evaluate((name) => harness.library.create({ backend: 'wasm', detector: name }), detector);
    const faces = await facesIn(page, { width: 1920, height: 1080, ground: 'detailed' }, pasted);
    const heights = faces.map(({ height }) => Math.round(height));
    expect(heights, detector).toHaveLength(4);
    expect(Math.min(...heights), detector).toBeGreaterThan(40);
    expect(Math.max(...heights), detector).toBeLessThan(55);
  }
});
