import { expect, type Page, test } from '@playwright/test';
import type { PlainFace } from './harness/library.ts';
import { mediapipeRequests, openHarness, sample } from './harness-page.ts';

test.beforeEach(({ page }) => openHarness(page));

function create(page: Page, options: { backend?: 'wasm' | 'auto' } = { backend: 'wasm' }) {
  return page.evaluate((given) => harness.library.create(given), options);
}

/** Arithmetic in another order moves a keypoint by a hundredth of a pixel at most. */
function expectSameFaces(
  given: readonly PlainFace[] | object,
  expected: readonly PlainFace[] | object,
): void {
  if (!Array.isArray(given) || !Array.isArray(expected)) throw new Error(JSON.stringify([given, expected]));
  expect(given).toHaveLength(expected.length);
  for (const [index, face] of (given as readonly PlainFace[]).entries()) {
    const { box, expectation } = (expected as readonly PlainFace[])[index] ?? {};
    expect(face.box).toEqual(box);
    expect(Math.abs(Number(face.expectation) - Number(expectation))).toBeLessThan(0.05);
  }
}

test.describe('damaged and missing assets', () => {
  const weights = '**/models/facecurve/weights.bin';
  const cases = {
    'asset-missing': { status: 404, body: 'not found' },
    'asset-wrong-type': {
      status: 200,
      contentType: 'text/html',
      body: '<!doctype html><title>Welcome</title>',
    },
    'asset-truncated': { status: 200, contentType: 'application/octet-stream', body: 'short' },
  } as const;
  for (const [code, answer] of Object.entries(cases)) {
    test(`weights that are wrong in the way of ${code} are named, and the next start works`, async ({
      page,
    }) => {
      await page.context().route(weights, (route) => route.fulfill(answer));
      const outcome = await create(page);
      expect(outcome).toMatchObject({ code, file: expect.stringContaining('weights.bin') });
      await page.context().unroute(weights);
      expect(await create(page)).toMatchObject({ backend: 'wasm' });
    });
  }

  test('weights with one changed byte are named', async ({ page }) => {
    await page.context().route(weights, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[1000] = (body[1000] ?? 0) ^ 1;
      await route.fulfill({ response, body });
    });
    const outcome = await create(page);
    expect(outcome).toMatchObject({
      code: 'asset-hash-mismatch',
      file: expect.stringContaining('weights.bin'),
    });
  });

  test('a detector that is missing is named', async ({ page }) => {
    await page.context().route('**/*.tflite', (route) => route.fulfill({ status: 404, body: '' }));
    expect(await create(page)).toMatchObject({
      code: 'asset-missing',
      file: expect.stringContaining('.tflite'),
    });
  });

  test('a worker script that is missing is said, and the page does the work', async ({ page }) => {
    await page.context().route('**/worker-*.js', (route) => route.fulfill({ status: 404, body: '' }));
    expect(await create(page)).toMatchObject({ host: 'page', hostReason: expect.stringContaining('loaded') });
  });
});

test('where the worker has no WebGL 2 the graph finds the faces there, with the same answer', async ({
  page,
}) => {
  expect(await create(page)).toMatchObject({ detector: { name: 'mediapipe', reason: null } });
  const byMediapipe = await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
  await page.context().route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    const withoutWebGl = `{const get = OffscreenCanvas.prototype.getContext;
      OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
        return kind === 'webgl2' ? null : get.call(this, kind, ...rest); };}\n`;
    await route.fulfill({ response, body: withoutWebGl + (await response.text()) });
  });
  const requests = mediapipeRequests(page);
  expect(await create(page)).toMatchObject({
    host: 'worker',
    detector: { name: 'graph', reason: expect.stringContaining('WebGL 2') },
  });
  const byGraph = await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
  expect(requests).toEqual([]);
  expectSameFaces(byGraph, byMediapipe);
  const forced = await page.evaluate(() => harness.library.create({ detector: 'mediapipe' }));
  expect(forced).toMatchObject({ code: 'detector-failed', remedy: expect.stringContaining("'auto'") });
});
