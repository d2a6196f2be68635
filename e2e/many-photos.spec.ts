import path from 'node:path';
import { expect, test } from '@playwright/test';
import { peakMemory, servePhotos } from '../lab/memory/photo-pages.mjs';
import { openHarness, sample } from './harness-page.ts';

const lab = path.resolve(import.meta.dirname, '..', 'dist', 'lab');
const COUNT = 12;
/** Bytes that the library may take more: in elements than as many images, in calls than a page without photos. */
const MOST_MORE = 300e6;

test('twelve photos of 12 megapixels take little more memory than as many <img> in elements, and little in calls at once', async () => {
  // Each of the four starts a browser of its own, and the photos take seconds on a busy machine.
  test.setTimeout(400_000);
  const photos = await servePhotos(lab, COUNT);
  try {
    for (const [way, beside] of [
      ['<face-curve>', '<img>'],
      ['estimate, at once', 'no photos'],
    ] as const) {
      const { own: least } = await peakMemory(beside, photos);
      const { own } = await peakMemory(way, photos);
      expect(own - least, `${way}: ${own}, ${beside}: ${least}`).toBeLessThan(MOST_MORE);
    }
  } finally {
    await photos.close();
  }
});

test('of many calls at once a broken file and an aborted call stop none of the others', async ({ page }) => {
  await openHarness(page);
  const answers = await page.evaluate(async (url) => {
    const estimator = await harness.library.createEstimator({
      assets: harness.library.assetsBase(),
      backend: 'wasm',
    });
    const photo = await harness.library.fetchBlob(url);
    const image = new Image();
    image.src = url;
    await image.decode();
    const abort = new AbortController();
    const ages = async (source: Blob | HTMLImageElement, signal?: AbortSignal) => {
      const [face] = await estimator.estimate(source, { signal });
      return face !== undefined && 'expectation' in face.age ? 'curve' : 'no curve';
    };
    const order: number[] = [];
    const calls = [
      ages(photo),
      ages(new Blob(['no picture'])),
      ages(photo, abort.signal),
      ages(image),
      ages(photo),
    ];
    const settled = calls.map((call, index) =>
      call
        .catch((error) => (error as Error & { code?: unknown }).code ?? (error as Error).name)
        .finally(() => order.push(index)),
    );
    abort.abort();
    const results = await Promise.all(settled);
    await estimator.dispose();
    return { results, order };
  }, sample('old'));
  expect(answers).toEqual({
    results: ['curve', 'image-unsupported', 20, 'curve', 'curve'],
    // The aborted call waits for nobody.
    order: [2, 0, 1, 3, 4],
  });
});
