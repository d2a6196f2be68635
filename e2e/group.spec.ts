import { expect } from '@playwright/test';
import { FACE_OF_SAMPLE } from '../lab/page/face-of-sample.ts';
import { sample } from './harness-page.ts';
import { test } from './shared-harness.ts';

const samples = (['middle', 'young', 'old', 'child'] as const).map(sample);

for (const side of [180, 235]) {
  test(`sixteen faces of ${side} px side by side are all found`, async ({ page }) => {
    const boxes = await page.evaluate(
      async ([urls, size, face]) => {
        const pictures = await Promise.all(
          urls.map(async (url) => createImageBitmap(await harness.library.fetchBlob(url), ...face)),
        );
        const canvas = new OffscreenCanvas(1280, 960);
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('no 2D canvas');
        context.fillStyle = '#808080';
        context.fillRect(0, 0, 1280, 960);
        for (let place = 0; place < 16; place++) {
          const [column, row] = [place % 4, Math.floor(place / 4)];
          const picture = pictures[(place + row) % 4];
          const [x, y] = [(column + 0.5) * 320 - size / 2, (row + 0.5) * 240 - size / 2];
          if (picture !== undefined) context.drawImage(picture, x, y, size, size);
        }
        return (await harness.library.current().estimate(canvas)).map(({ box }) => box);
      },
      [samples, side, FACE_OF_SAMPLE] as const,
    );
    const places = boxes.map(
      ({ x, y, width, height }) => 4 * Math.floor((y + height / 2) / 240) + Math.floor((x + width / 2) / 320),
    );
    expect(places.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, place) => place));
  });
}
