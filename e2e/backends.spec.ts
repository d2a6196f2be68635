import { expect, test } from '@playwright/test';
import type { PlainFace } from './harness/library.ts';
import { mediapipeRequests, openHarness, sample } from './harness-page.ts';
import { launchOptions } from './launch-options.ts';
import { recordWorkers } from './workers.ts';

/** How far a probability may differ between backends: float32 arithmetic in another order. */
const TOLERANCE = 1e-3;

function curveOf(faces: readonly PlainFace[] | object, attribute: 'age' | 'attractiveness'): number[] {
  if (!Array.isArray(faces)) throw new Error(JSON.stringify(faces));
  const curve = (faces as readonly PlainFace[])[0]?.[attribute];
  if (!Array.isArray(curve)) throw new Error(`no curve: ${String(curve)}`);
  return curve;
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  expect(a).toHaveLength(b.length);
  return Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? Number.NaN))));
}

test.beforeEach(({ page }) => openHarness(page));

test('each forced backend gives the same curves of the same picture', async ({ page }) => {
  test.setTimeout(300_000);
  const curves: Record<string, { age: number[]; attractiveness: number[] }> = {};
  for (const backend of ['wasm', 'webgl', 'webgpu'] as const) {
    const info = await page.evaluate((name) => harness.library.create({ backend: name }), backend);
    expect(info).toMatchObject({ backend, software: backend !== 'wasm', host: 'worker' });
    const faces = await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
    curves[backend] = { age: curveOf(faces, 'age'), attractiveness: curveOf(faces, 'attractiveness') };
  }
  for (const backend of ['webgl', 'webgpu']) {
    for (const attribute of ['age', 'attractiveness'] as const) {
      const reference = curves.wasm?.[attribute] ?? [];
      expect(largestDifference(curves[backend]?.[attribute] ?? [], reference)).toBeLessThan(TOLERANCE);
    }
  }
});

test('with the graph each backend finds MediaPipe’s face, and fetches no byte of MediaPipe', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const requests = mediapipeRequests(page);
  await page.evaluate(() => harness.library.create({ backend: 'wasm', detector: 'mediapipe' }));
  const estimate = () => page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
  const byMediapipe = curveOf(await estimate(), 'age');
  // The worker's code, its loader, its WebAssembly and its model: such requests are seen.
  expect(requests.splice(0).length).toBeGreaterThan(2);
  for (const backend of ['wasm', 'webgl', 'webgpu'] as const) {
    const info = await page.evaluate(
      (name) => harness.library.create({ backend: name, detector: 'graph' }),
      backend,
    );
    expect(info).toMatchObject({ backend, detector: { name: 'graph', reason: null } });
    expect(largestDifference(curveOf(await estimate(), 'age'), byMediapipe)).toBeLessThan(TOLERANCE);
  }
  expect(requests).toEqual([]);
});

test('auto passes over GPUs that the processor computes and says why', async ({ page }) => {
  const info = await page.evaluate(() => harness.library.create({ backend: 'auto' }));
  expect(info).toMatchObject({ backend: 'wasm', software: false });
  const rejected = 'rejected' in info ? info.rejected : [];
  expect(rejected.map(({ backend }) => backend)).toEqual(['webgpu', 'webgl']);
});

test('a forced backend that is not there is a typed error', async ({ playwright, baseURL }) => {
  const browser = await playwright.chromium.launch(await launchOptions([]));
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  await openHarness(page);
  const outcome = await page.evaluate(() => harness.library.create({ backend: 'webgpu' }));
  expect(outcome).toMatchObject({ code: 'backend-unavailable' });
  // The next start in the same page works.
  expect(await page.evaluate(() => harness.library.create({ backend: 'wasm' }))).toMatchObject({
    backend: 'wasm',
  });
  await browser.close();
});

test('without any WebGL the graph finds the faces', async ({ playwright, baseURL }) => {
  const browser = await playwright.chromium.launch(
    await launchOptions(['--disable-gpu', '--disable-software-rasterizer']),
  );
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  await openHarness(page);
  const outcome = await page.evaluate(() => harness.library.create());
  expect(outcome).toMatchObject({
    backend: 'wasm',
    detector: { name: 'graph', reason: expect.stringContaining('WebGL 2') },
  });
  expect(await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'))).toHaveLength(1);
  await browser.close();
});

test('the union package of tfjs loads the model files by itself and computes the same', async ({ page }) => {
  expect(await page.evaluate(() => harness.library.unionPackageDifference())).toBeLessThan(1e-3);
});

for (const detector of ['mediapipe', 'graph'] as const) {
  test(`a GPU device destroyed under the worker (${detector}): the estimator goes on, and says so once`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    await page.context().route('**/worker-*.js', async (route) => {
      const response = await route.fetch();
      const withDestroyer = `{const request = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (...given) {
        const device = await request.apply(this, given);
        addEventListener('message', ({ data }) => data === 'destroy' && device.destroy());
        return device;
      };}\n`;
      await route.fulfill({ response, body: withDestroyer + (await response.text()) });
    });
    await recordWorkers(page);
    await openHarness(page);
    await page.evaluate((name) => harness.library.create({ backend: 'webgpu', detector: name }), detector);
    const estimate = () => page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
    const before = curveOf(await estimate(), 'age');
    await page.evaluate(() => recordedWorkers.at(-1)?.worker.postMessage('destroy'));
    expect(largestDifference(curveOf(await estimate(), 'age'), before)).toBeLessThan(TOLERANCE);
    await estimate();
    expect(await page.evaluate(() => harness.library.recovered)).toEqual(['gpu-lost']);
  });
}

for (const [backend, detector] of [
  ['wasm', 'mediapipe'],
  ['webgl', 'mediapipe'],
  ['webgl', 'graph'],
] as const) {
  test(`WebGL that is lost under detector and network (${backend}, ${detector}): the same answer, reported once`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    await page.context().route('**/worker-*.js', async (route) => {
      const response = await route.fetch();
      const withLoss = `{const get = OffscreenCanvas.prototype.getContext;
        const contexts = new Set();
        OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
          const context = get.call(this, kind, ...rest);
          if (kind === 'webgl2' && context !== null) contexts.add(context);
          return context;
        };
        addEventListener('message', ({ data }) => {
          if (data !== 'lose') return;
          for (const context of contexts) context.getExtension('WEBGL_lose_context')?.loseContext();
          contexts.clear();
        });}\n`;
      await route.fulfill({ response, body: withLoss + (await response.text()) });
    });
    await recordWorkers(page);
    await openHarness(page);
    await page.evaluate((options) => harness.library.create(options), { backend, detector });
    const estimate = () => page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
    const before = curveOf(await estimate(), 'age');
    await page.evaluate(() => recordedWorkers.at(-1)?.worker.postMessage('lose'));
    expect(largestDifference(curveOf(await estimate(), 'age'), before)).toBeLessThan(TOLERANCE);
    await estimate();
    expect(await page.evaluate(() => harness.library.recovered)).toEqual(['gpu-lost']);
  });
}

test('300 frames leave as many tensors as there were', async ({ page }) => {
  const [before, after] = await page.evaluate(
    (url) => harness.library.tensorsOver(300, url, 'wasm'),
    sample('old'),
  );
  expect(before).toBeGreaterThan(0);
  expect(after).toBe(before);
});

test('four frames on each GPU backend leave as many tensors as there were', async ({ page }) => {
  test.setTimeout(300_000);
  for (const backend of ['webgl', 'webgpu'] as const) {
    const [before, after] = await page.evaluate(([url, name]) => harness.library.tensorsOver(4, url, name), [
      sample('old'),
      backend,
    ] as const);
    expect(after).toBe(before);
  }
});
