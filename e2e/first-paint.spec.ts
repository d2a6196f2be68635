import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { expectState } from './demo.ts';
import { holdWeights } from './hold-weights.ts';

/** Kilobytes that the browser loads before the first paint, with text compressed as hosts do. */
const MOST_KILOBYTES = 200;

/** Of the page with its first sample; a tenth counts as poor. */
const MOST_SHIFT = 0.02;

interface Shift {
  readonly value: number;
  readonly of: readonly string[];
}

/** Runs in the page before the page's scripts. */
function recordShifts(): void {
  const shifts: Shift[] = [];
  Object.assign(globalThis, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, sources } = entry as PerformanceEntry & {
        value: number;
        sources: { node: Node | null }[];
      };
      const of = sources.map(({ node }) => {
        const element = node instanceof Element ? node : node?.parentElement;
        return `${element?.tagName} ${element?.id} ${element?.className}`;
      });
      shifts.push({ value, of });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Runs in the page before the page's scripts: holds back the news of the first paint until `releasePaint`. */
function holdPaint(): void {
  const { requestAnimationFrame } = globalThis;
  const { observe } = PerformanceObserver.prototype;
  const held: (() => void)[] = [];
  let isReleased = false;
  globalThis.requestAnimationFrame = (callback) => {
    if (isReleased) return requestAnimationFrame(callback);
    held.push(() => requestAnimationFrame(callback));
    return 0;
  };
  PerformanceObserver.prototype.observe = function (options) {
    if (isReleased || options?.type !== 'paint') observe.call(this, options);
    else held.push(() => observe.call(this, options));
  };
  Object.assign(globalThis, {
    releasePaint: () => {
      isReleased = true;
      for (const release of held) release();
    },
  });
}

const shiftsOf = (page: Page) => page.evaluate(() => (globalThis as unknown as { shifts: Shift[] }).shifts);

async function firstPaintOf(page: Page): Promise<number> {
  const paint = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  );
  return (await paint.jsonValue()) ?? 0;
}

test('little is fetched before the page is seen, and nothing heavy', async ({ page, baseURL }) => {
  const asked: { url: string; time: () => number }[] = [];
  // The log includes the workers' requests.
  page
    .context()
    .on('request', (request) => asked.push({ url: request.url(), time: () => request.timing().startTime }));
  await page.goto('./');
  const paint = await firstPaintOf(page);
  const early = await page.evaluate(
    (time) =>
      performance
        .getEntriesByType('resource')
        .filter(({ startTime }) => startTime < time)
        .map(({ name }) => name),
    paint,
  );
  const files = ['index.html', ...early.map((url) => url.slice((baseURL ?? '').length))];
  const sizes = await Promise.all(
    files.map(async (name) => {
      const content = await readFile(path.join('dist/site', name));
      return /\.(woff2|jpg|png)$/.test(name) ? content.length : gzipSync(content).length;
    }),
  );
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  expect(kilobytes, files.join(' ')).toBeLessThan(MOST_KILOBYTES);

  await expectState(page, 'result');
  const origin = await page.evaluate(() => performance.timeOrigin);
  const heavy = asked.filter(({ url }) => /\/assets\/|\/worker-/.test(url));
  expect(heavy.length).toBeGreaterThan(5);
  // The browser rounds paint times to a few milliseconds.
  for (const { url, time } of heavy) expect(time() - origin, url).toBeGreaterThan(paint - 20);

  await expect(page.locator('#requests')).toHaveText('0 requests since loading');
  const urls = asked.map(({ url }) => url);
  const pageOwn = urls.filter((url) => !/service-worker\.js$/.test(url));
  expect(pageOwn, 'no file is requested twice').toEqual([...new Set(pageOwn)]);
  const place = (name: RegExp) => urls.findIndex((url) => name.test(url));
  // The first sample uses the line while no script of the worker runs; the others come after the curve.
  expect(place(/samples\/middle\.jpg/)).toBeLessThan(place(/\.bin$/));
  expect(place(/samples\/old\.jpg/)).toBeGreaterThan(
    urls.findLastIndex((url) => /\.(bin|wasm|tflite)$/.test(url)),
  );
  const hints = page.locator('link[rel=modulepreload], link[rel=preload]');
  const hinted = await hints.evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
  expect(hinted.length).toBeGreaterThan(2);
  for (const hint of hinted) expect(urls, 'each hint is used').toContain(hint);
});

for (const [name, width, height] of [
  ['phone', 390, 844],
  ['desktop', 1280, 900],
] as const) {
  test(`nothing moves from the first paint until all is loaded: ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript(recordShifts);
    await page.goto('./?sample=none');
    await expectState(page, 'ready');
    await expect(page.locator('#requests')).toHaveText('0 requests since loading');
    expect(await shiftsOf(page)).toEqual([]);
    // The first sample's curve takes the place of the loading; only its number and the sentence beside it move.
    await page.goto('./');
    await expectState(page, 'result');
    await expect(page.locator('#requests')).toHaveText('0 requests since loading');
    const shifts = await shiftsOf(page);
    const sum = shifts.reduce((all, { value }) => all + value, 0);
    expect(sum, JSON.stringify(shifts)).toBeLessThan(MOST_SHIFT);
  });
}

test('nothing waits for the weights, and they wait for no other file of the network', async ({ page }) => {
  const context = page.context();
  const asked = (name: RegExp) => context.waitForEvent('request', (request) => name.test(request.url()));
  const weights = asked(/facecurve\/weights\.bin$/);
  const backend = asked(/tfjs-backend-wasm.*\.wasm$/);
  const release = await holdWeights(page);
  await context.route('**/facecurve/card.json', async (route) => {
    await weights;
    await route.continue();
  });
  await page.goto('./');
  await backend;
  release();
  await expectState(page, 'result');
});

test('the page can be used before the network is there, and shows how much of it is', async ({ page }) => {
  const release = await holdWeights(page);
  await page.goto('./');
  await expect(page.locator('#age-say')).toHaveText(/^\d+\.\d of \d+\.\d MB\./);
  const sample = page.getByRole('button', { name: 'Sample: old age' });
  await sample.click();
  // A photo that is chosen while the page loads is shown at once, and estimated when the network is ready.
  await expect(page.locator('#stage')).toHaveAttribute('data-holds', 'photo');
  await expect(sample).toHaveAttribute('aria-pressed', 'true');
  await expectState(page, 'loading');
  release();
  await expectState(page, 'result');
  await expect(sample).toHaveAttribute('aria-pressed', 'true');
});

test('a picture chosen before anything is loaded, even before the first paint, is looked at', async ({
  page,
}) => {
  await page.addInitScript(holdPaint);
  await page.goto('./');
  await page.getByRole('button', { name: 'Sample: old age' }).click();
  await expect(page.locator('#stage')).toHaveAttribute('data-holds', 'photo');
  await page.evaluate(() => (globalThis as unknown as { releasePaint: () => void }).releasePaint());
  await expectState(page, 'result');
});
