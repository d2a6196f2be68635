import { expect } from '@playwright/test';
import type { PlainFace } from './harness/library.ts';
import { sample } from './harness-page.ts';
import { test } from './shared-harness.ts';

test('the explanation lies on the face, and covering where it is strongest moves the expectation most', async ({
  page,
}) => {
  const { face, moved } = await page.evaluate(async (url) => {
    const { library } = harness;
    const bitmap = await createImageBitmap(await library.fetchBlob(url));
    const ageOf = async (source: ImageBitmap | OffscreenCanvas) =>
      (await library.current().estimate(source, { explain: true })).map(library.plain)[0];
    const whole = await ageOf(bitmap);
    const { explanation, expectation } = whole ?? {};
    if (!explanation || expectation == null) throw new Error('no explanation');
    const { size, toFrame } = explanation;
    const cellSide = Math.hypot(toFrame.a, toFrame.b);
    const moves: number[] = [];
    for (let cell = 0; cell < size * size; cell++) {
      const [u, v] = [(cell % size) + 0.5, Math.floor(cell / size) + 0.5];
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no 2D canvas');
      context.drawImage(bitmap, 0, 0);
      // The cover has a soft edge, because a hard edge would be a new feature.
      context.filter = `blur(${cellSide / 3}px)`;
      context.beginPath();
      context.arc(
        toFrame.a * u - toFrame.b * v + toFrame.translateX,
        toFrame.b * u + toFrame.a * v + toFrame.translateY,
        cellSide * 0.6,
        0,
        2 * Math.PI,
      );
      context.clip();
      context.drawImage(bitmap, 0, 0);
      context.drawImage(canvas, 0, 0);
      const covered = await ageOf(canvas);
      moves.push(Math.abs((covered?.expectation ?? expectation) - expectation));
    }
    return { face: whole, moved: moves };
  }, sample('old'));
  const { explanation, box } = face as PlainFace;
  if (!explanation || !Array.isArray(explanation.age)) throw new Error('no map');
  const { toFrame, size, age } = explanation;
  const middle = size / 2;
  const x = toFrame.a * middle - toFrame.b * middle + toFrame.translateX;
  const y = toFrame.b * middle + toFrame.a * middle + toFrame.translateY;
  expect(x).toBeGreaterThan(box.x);
  expect(x).toBeLessThan(box.x + box.width);
  expect(y).toBeGreaterThan(box.y);
  expect(y).toBeLessThan(box.y + box.height);
  expect(explanation.attractiveness).toHaveLength(size * size);
  // Blurring the third of the cells that weigh most moves the age more than blurring the third that weigh least.
  const cells = age.map((_, cell) => cell);
  const order = cells.toSorted((a, b) => Math.abs(age[b] ?? 0) - Math.abs(age[a] ?? 0));
  const mean = (some: number[]) => some.reduce((sum, cell) => sum + (moved[cell] ?? 0), 0) / some.length;
  expect(mean(order.slice(0, 12))).toBeGreaterThan(mean(order.slice(-12)));
});

test('without being asked there is no explanation', async ({ page }) => {
  const [face] = (await page.evaluate(
    (url) => harness.library.estimateUrl(url),
    sample('old'),
  )) as PlainFace[];
  expect(face?.explanation).toBeUndefined();
});
