import { expect, type Page, test } from '@playwright/test';
import { openHarness, sample } from './harness-page.ts';

test.beforeEach(({ page }) => openHarness(page));

function create(page: Page, options: { backend?: 'wasm' | 'auto' } = { backend: 'wasm' }) {
  return page.evaluate((given) => harness.library.create(given), options);
}

test('every kind of source gives the same curve', async ({ page }) => {
  await create(page);
  const results = await page.evaluate((url) => harness.library.estimateAllSources(url), sample('middle'));
  const reference = results.blob?.[0]?.age;
  expect(Array.isArray(reference)).toBe(true);
  for (const [source, faces] of Object.entries(results)) {
    expect(faces, source).toHaveLength(1);
    const age = faces[0]?.age;
    if (!Array.isArray(age) || !Array.isArray(reference)) throw new Error(`${source} has no curve`);
    age.forEach((probability, index) =>
      expect(Math.abs(probability - (reference[index] ?? 2))).toBeLessThan(0.01),
    );
  }
});

test('a child’s attractiveness is withheld, an old face’s is not', async ({ page }) => {
  await create(page);
  const [child] = (await page.evaluate((url) => harness.library.estimateUrl(url), sample('child'))) as {
    attractiveness: unknown;
  }[];
  expect(child?.attractiveness).toBe('may-be-minor');
  const [old] = (await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'))) as {
    attractiveness: unknown;
  }[];
  expect(old?.attractiveness).toHaveLength(10);
});

test('arguments are checked by name', async ({ page }) => {
  const outcome = await page.evaluate(() => harness.library.create({ backend: 'cuda' as 'wasm' }));
  expect(outcome).toMatchObject({ code: 'argument-invalid', message: expect.stringContaining('backend') });
});

test('a disposed estimator says so', async ({ page }) => {
  await create(page);
  await page.evaluate(() => harness.library.dispose());
  const outcome = await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
  expect(outcome).toMatchObject({ code: 'disposed' });
});

test.describe('files of ours', () => {
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

  test('a worker script that is missing is a typed error, not silence', async ({ page }) => {
    await page.context().route('**/worker-*.js', (route) => route.fulfill({ status: 404, body: '' }));
    expect(await create(page)).toMatchObject({ code: 'worker-lost' });
  });
});

test('where the worker has no WebGL 2 the page detects, with the same answer', async ({ page }) => {
  await create(page);
  const inWorker = await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
  await page.context().route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    const withoutWebGl = `{const get = OffscreenCanvas.prototype.getContext;
      OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
        return kind === 'webgl2' ? null : get.call(this, kind, ...rest); };}\n`;
    await route.fulfill({ response, body: withoutWebGl + (await response.text()) });
  });
  expect(await create(page)).toMatchObject({ detectorHost: 'page' });
  const inPage = await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
  expect(inPage).toEqual(inWorker);
});
