import { expect, type Page, test } from '@playwright/test';
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

interface Curves {
  readonly age: number[];
  readonly attractiveness: number[];
}

/** The sample without what a larger picture is searched for in tiles: a GPU that the processor computes takes a second for a view. */
const smallSample = (page: Page) => page.evaluate((url) => harness.library.smallCopy(url), sample('old'));

async function curves(page: Page, picture: string): Promise<Curves> {
  const faces = await page.evaluate((url) => harness.library.estimateUrl(url), picture);
  return { age: curveOf(faces, 'age'), attractiveness: curveOf(faces, 'attractiveness') };
}

function expectSame(found: Curves, expected: Curves): void {
  for (const attribute of ['age', 'attractiveness'] as const) {
    expect(largestDifference(found[attribute], expected[attribute])).toBeLessThan(TOLERANCE);
  }
}

/** Computed once in a Playwright worker: each page makes the same small picture. */
let reference: Curves | undefined;

/** The curves by MediaPipe's detector and WebAssembly, with which those of all backends and detectors are compared. */
async function referenceCurves(page: Page, picture: string): Promise<Curves> {
  if (reference !== undefined) return reference;
  const requests = mediapipeRequests(page);
  await page.evaluate(() => harness.library.create({ backend: 'wasm', detector: 'mediapipe' }));
  reference = await curves(page, picture);
  // The worker's code, its loader, its WebAssembly and its model: such requests are seen.
  expect(requests.length).toBeGreaterThan(2);
  return reference;
}

interface Choice {
  readonly backend: 'wasm' | 'webgl' | 'webgpu';
  readonly detector: 'mediapipe' | 'graph';
}

/** Starts the forced backend and detector, and expects the same curves as from any other. With the graph no byte of MediaPipe is fetched. */
async function expectSameCurves(page: Page, { backend, detector }: Choice) {
  const picture = await smallSample(page);
  const expected = await referenceCurves(page, picture);
  const requests = mediapipeRequests(page);
  const info = await page.evaluate((options) => harness.library.create(options), { backend, detector });
  expect(info).toMatchObject({
    backend,
    software: backend !== 'wasm',
    host: 'worker',
    detector: { name: detector, reason: null },
  });
  const found = await curves(page, picture);
  expectSame(found, expected);
  if (detector === 'graph') expect(requests).toEqual([]);
  return { picture, found };
}

/** After a loss in the worker, which listens for `message`, the estimator gives the same curves and reports the loss once. */
async function expectRecovery(page: Page, choice: Choice, message: string): Promise<void> {
  await recordWorkers(page);
  await openHarness(page);
  const { picture, found } = await expectSameCurves(page, choice);
  await page.evaluate((text) => recordedWorkers.at(-1)?.worker.postMessage(text), message);
  expectSame(await curves(page, picture), found);
  await curves(page, picture);
  expect(await page.evaluate(() => harness.library.recovered)).toEqual(['gpu-lost']);
}

// The longest tests of all: each takes a worker of its own.
test.describe.configure({ mode: 'parallel' });

test.beforeEach(({ page }) => openHarness(page));

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

test('the union package of tfjs computes the same from the model files', async ({ page }) => {
  expect(await page.evaluate(() => harness.library.unionPackageDifference())).toBeLessThan(1e-3);
});

for (const detector of ['mediapipe', 'graph'] as const) {
  test(`WebGPU gives the same curves, and a device destroyed under the worker (${detector}) is reported once: the estimator goes on`, async ({
    page,
  }) => {
    test.setTimeout(600_000);
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
    await expectRecovery(page, { backend: 'webgpu', detector }, 'destroy');
  });
}

for (const [backend, detector] of [
  ['wasm', 'mediapipe'],
  ['webgl', 'mediapipe'],
  ['webgl', 'graph'],
] as const) {
  test(`the same curves from ${backend} and ${detector}, and again after WebGL was lost under them, reported once`, async ({
    page,
  }) => {
    test.setTimeout(600_000);
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
    await expectRecovery(page, { backend, detector }, 'lose');
  });
}

test('the graph on WebAssembly gives the same curves, and nothing of MediaPipe is fetched', async ({
  page,
}) => {
  await expectSameCurves(page, { backend: 'wasm', detector: 'graph' });
});

test('100 frames leave as many tensors as there were', async ({ page }) => {
  const [before, after] = await page.evaluate(
    (url) => harness.library.tensorsOver(100, url, 'wasm'),
    await smallSample(page),
  );
  expect(before).toBeGreaterThan(0);
  expect(after).toBe(before);
});

test('four frames on each GPU backend leave as many tensors as there were', async ({ page }) => {
  test.setTimeout(600_000);
  const picture = await smallSample(page);
  for (const backend of ['webgl', 'webgpu'] as const) {
    const [before, after] = await page.evaluate(([url, name]) => harness.library.tensorsOver(4, url, name), [
      picture,
      backend,
    ] as const);
    expect(after).toBe(before);
  }
});
