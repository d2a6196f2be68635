import { expect, type Page, test } from '@playwright/test';
import { FACE_OF_SAMPLE } from '../lab/page/face-of-sample.ts';
import { openHarness, sample } from './harness-page.ts';
import { recordWorkers } from './workers.ts';

const samples = (['middle', 'young', 'old', 'child'] as const).map(sample);

/** Draws `columns` x `columns` faces side by side, which `estimateCrowd` is about, `scale` times 1280 x 960. */
async function drawCrowd(page: Page, { scale = 1, columns = 4 } = {}): Promise<void> {
  await page.evaluate(
    async ([urls, scale, columns, face]) => {
      const pictures = await Promise.all(
        urls.map(async (url) => createImageBitmap(await harness.library.fetchBlob(url), ...face)),
      );
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height, canvas.id] = [1280 * scale, 960 * scale, 'crowd'];
      document.body.append(canvas);
      const context = canvas.getContext('2d');
      context?.scale(scale, scale);
      const [width, height, side] = [1280 / columns, 960 / columns, 800 / columns];
      for (let place = 0; place < columns ** 2; place++) {
        const [column, row] = [place % columns, Math.floor(place / columns)];
        const picture = pictures[(place + row) % 4];
        if (picture === undefined) continue;
        context?.drawImage(
          picture,
          column * width + (width - side) / 2,
          row * height + (height - side) / 2,
          side,
          side,
        );
      }
    },
    [samples, scale, columns, FACE_OF_SAMPLE] as const,
  );
}

function estimateCrowd(page: Page) {
  return page.evaluate(async () => {
    const crowd = document.querySelector<HTMLCanvasElement>('#crowd');
    if (crowd === null) throw new Error('drawCrowd() first');
    return (await harness.library.current().estimate(crowd, { explain: true })).map(harness.library.plain);
  });
}

/** Running workers of the page. */
function workers(page: Page): Promise<number> {
  return page.evaluate(() => recordedWorkers.filter(({ isTerminated }) => !isTerminated).length);
}

/** Waits until the second worker has started and has been given work. */
async function secondWorkerHelps(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => sentToSecond.includes('serve-as-second-worker'))).toBe(true);
}

declare global {
  var sentToSecond: string[];
}

test.beforeEach(async ({ page }) => {
  await recordWorkers(page);
  await page.addInitScript(() => {
    globalThis.sentToSecond = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...message: Parameters<typeof post>) {
      if (recordedWorkers[1]?.worker === this) sentToSecond.push(message[0].type);
      post.apply(this, message);
    } as typeof post;
  });
  await openHarness(page);
});

for (const [scale, detector] of [
  [1, 'mediapipe'],
  [2.5, 'mediapipe'],
  [1, 'graph'],
] as const) {
  test(`a second worker comes with the first crowd of ${1280 * scale} px (${detector}), gives the same answer to the last bit, and goes with the estimator`, async ({
    page,
  }) => {
    await drawCrowd(page, { scale });
    await page.evaluate((name) => harness.library.create({ backend: 'wasm', detector: name }), detector);
    expect(await workers(page)).toBe(1);
    const alone = await estimateCrowd(page);
    expect(alone).toHaveLength(16);
    await secondWorkerHelps(page);
    expect(await workers(page)).toBe(2);
    expect(await estimateCrowd(page)).toEqual(alone);
    // From the second such photo on, the second worker has the photo before it is asked.
    expect(await estimateCrowd(page)).toEqual(alone);
    await page.evaluate(() => harness.library.current().dispose());
    expect(await workers(page)).toBe(0);
  });
}

test('four faces are worth a second worker; when it dies the first does all, says so, and another one comes', async ({
  page,
}) => {
  await drawCrowd(page, { columns: 2 });
  await page.evaluate(() => harness.library.create({ backend: 'wasm' }));
  const alone = await estimateCrowd(page);
  expect(alone).toHaveLength(4);
  await secondWorkerHelps(page);
  const answer = estimateCrowd(page);
  // The call is cancelled while the photo is being estimated.
  await page.evaluate(() => {
    Worker.prototype.terminate.call(recordedWorkers[1]?.worker);
  });
  expect(await answer).toEqual(alone);
  await expect.poll(() => page.evaluate(() => harness.library.recovered)).toEqual(['worker-lost']);
  expect(await estimateCrowd(page)).toEqual(alone);
  expect(await workers(page)).toBe(2);
});

test('when the first worker dies the photo is read by new ones', async ({ page }) => {
  await drawCrowd(page);
  await page.evaluate(() => harness.library.create({ backend: 'wasm' }));
  const alone = await estimateCrowd(page);
  await secondWorkerHelps(page);
  const answer = estimateCrowd(page);
  await page.evaluate(() => {
    Worker.prototype.terminate.call(recordedWorkers[0]?.worker);
  });
  expect(await answer).toEqual(alone);
});

test('there is none for a portrait, nor where the page wants none', async ({ page }) => {
  await drawCrowd(page);
  await page.evaluate(() => harness.library.create({ backend: 'wasm' }));
  expect(await page.evaluate((url) => harness.library.estimateUrl(url), samples[0] ?? '')).toHaveLength(1);
  expect(await workers(page)).toBe(1);
  await page.evaluate(() => harness.library.create({ backend: 'wasm', secondWorker: false }));
  await estimateCrowd(page);
  await estimateCrowd(page);
  expect(await workers(page)).toBe(1);
});
