import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { expectAgeCurve, expectState, outcomeOf, pickFile } from './demo.ts';
import { readSamples } from './fake-camera.ts';
import { mediapipeRequests } from './harness-page.ts';
import { expectOffline, test } from './kept-site.ts';

const siteFolder = path.resolve('dist/site');

async function middleSample(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const buffer = (await readSamples()).get('middle.jpg');
  if (buffer === undefined) throw new Error('no sample middle.jpg');
  return { name: 'middle.jpg', mimeType: 'image/jpeg', buffer };
}

test('all is kept, the page is installable, and with the server gone a new browser does all of it', async ({
  keptSite,
}) => {
  test.setTimeout(300_000);
  const address = await keptSite.serve();
  let page = await keptSite.startBrowser();
  await page.goto(address);
  await expectOffline(page, 'kept');
  await expect(page.locator('#requests')).toHaveText(/^0 requests/);
  await test.step('every backend, worker and model is kept', () => expectAllKept(page, address));
  await test.step('installable', () => expectInstallable(page, address));
  const sizes = await test.step('the open weights are not kept until a page has used them', () =>
    useOpenWeights(page));
  await keptSite.closeBrowser();
  await keptSite.stopServer();
  await expect(fetch(address)).rejects.toThrow();

  page = await keptSite.startBrowser();
  await test.step('a new browser looks at photos and the camera, and opens the docs', async () => {
    await page.goto(`${address}?lang=en&backend=wasm&sample=none`);
    await expectState(page, 'ready');
    expect(await pickFile(page, await middleSample())).toBe('result');
    await expectAgeCurve(page);
    for (const sample of await page.locator('#samples img').all()) {
      await expect(sample).not.toHaveJSProperty('naturalWidth', 0);
    }
    expect(await outcomeOf(page, () => page.locator('#samples button').last().click())).toBe('result');
    await page.locator('#use-camera').click();
    await expectState(page, 'camera');
    await expectAgeCurve(page);
    await page.locator('#use-camera').click();
    await page.getByRole('link', { name: 'Docs' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.goto(`${address}docs/offline.html`);
    await expect(page.getByRole('heading', { name: 'Offline', level: 1 })).toBeVisible();
  });
  await test.step('a page whose detector is the graph finds faces, too', async () => {
    const requests = mediapipeRequests(page);
    await page.goto(`${address}?lang=en&detector=graph&sample=none`);
    await expectState(page, 'ready');
    const sampleButton = page.getByRole('button', { name: 'Sample: middle age' });
    expect(await outcomeOf(page, () => sampleButton.click())).toBe('result');
    expect(requests).toEqual([]);
  });
  await test.step('the open weights that a page has used are there', async () => {
    expect(await page.evaluate(fetchOpenWeights)).toEqual(sizes);
  });
  await test.step('a picture that another program shares is looked at, and leaves no trace', () =>
    expectSharedPicture(page, address));
});

/** Every backend, worker and model of the site is kept. */
async function expectAllKept(page: Page, address: string): Promise<void> {
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const lists = names.map(async (name) => (await caches.open(name)).keys());
    return (await Promise.all(lists)).flat().map(({ url }) => url);
  });
  const paths = kept.map((url) => new URL(url).pathname.replace('/site/', ''));
  for (const part of [
    /^index\.html$/,
    /webgpu-.*\.js$/,
    /webgl-.*\.js$/,
    /wasm-.*\.js$/,
    /worker-main-.*\.js$/,
  ]) {
    expect(paths.filter((name) => part.test(name)).length, String(part)).toBeGreaterThan(0);
  }
  for (const part of [
    /vision_wasm.*\.wasm$/,
    /simd\.wasm$/,
    /\.tflite$/,
    /weights\.bin$/,
    /\.woff2$/,
    /^docs\/errors\.html$/,
  ]) {
    expect(paths.filter((name) => part.test(name)).length, String(part)).toBeGreaterThan(0);
  }
  expect(kept.every((url) => url.startsWith(address))).toBe(true);
}

/** @returns the size of each file of the open weights */
async function useOpenWeights(page: Page): Promise<number[]> {
  const open = () => page.evaluate(keptOpenWeights);
  expect(await open()).toEqual([]);
  // The service worker sees a page's requests only after it controls the page.
  await page.reload();
  const sizes = await page.evaluate(fetchOpenWeights);
  expect(sizes.every((size) => size > 1000)).toBe(true);
  await expect.poll(open).toHaveLength(sizes.length);
  return sizes;
}

async function keptOpenWeights(): Promise<string[]> {
  const lists = (await caches.keys()).map(async (name) => (await caches.open(name)).keys());
  return (await Promise.all(lists))
    .flat()
    .map(({ url }) => url)
    .filter((url) => url.includes('/facecurve-open/'));
}

/** The size of each file as the page's worker receives the file. */
async function fetchOpenWeights(): Promise<number[]> {
  const names = ['card.json', 'golden.json', 'model.json', 'weights.bin'];
  const answers = names.map((name) => fetch(`assets/models/facecurve-open/${name}`));
  return Promise.all(answers.map(async (answer) => (await (await answer).arrayBuffer()).byteLength));
}

test('a new version waits for consent, and runs after it', async ({ keptSite }) => {
  await cp(siteFolder, path.join(keptSite.folder, 'www/site'), { recursive: true });
  const address = await keptSite.serve(path.join(keptSite.folder, 'www'));
  const page = await keptSite.startBrowser();
  await page.goto(`${address}?sample=none`);
  await expectOffline(page, 'kept');
  await publishTitle(path.join(keptSite.folder, 'www/site'), 'the second version');
  await page.reload();
  const toast = page.locator('#new-version');
  await expect(toast).toBeVisible();
  await expect(toast).toContainText('A new version of this page is ready.');
  // The old version runs until then, also on the next visit.
  await page.reload();
  await expect(page).toHaveTitle(/how old a face looks/);
  await expect(toast).toBeVisible();
  expect(await outcomeOf(page, () => page.getByRole('button', { name: 'Sample: middle age' }).click())).toBe(
    'result',
  );
  await toast.getByRole('button', { name: 'Reload' }).click();
  await expect(page).toHaveTitle('the second version');
  await expectOffline(page, 'kept');
  await expect(toast).toBeHidden();
});

/** Changes the page and its revision in the service worker, as a new build does. */
async function publishTitle(site: string, title: string): Promise<void> {
  const page = path.join(site, 'index.html');
  await writeFile(page, (await readFile(page, 'utf8')).replace(/(<title[^>]*>)[^<]*/, `$1${title}`));
  const worker = path.join(site, 'service-worker.js');
  const changed = (await readFile(worker, 'utf8')).replace(
    /(url:[`"]index\.html[`"],revision:[`"])[0-9a-f]+/,
    '$10123456789abcdef0123',
  );
  expect(changed).toContain('0123456789abcdef0123');
  await writeFile(worker, changed);
}

test('with the storage full the page works, says so, and keeps itself once there is room', async ({
  keptSite,
}) => {
  const address = await keptSite.serve();
  const page = await keptSite.startBrowser();
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(address);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2_000_000 });
  await page.goto(`${address}?sample=none`);
  await expectOffline(page, 'storage-full');
  const toast = page.locator('#not-kept');
  await expect(toast).toContainText('There is not enough space to keep this page');
  await expect(toast.locator('[data-reason="unreachable"]')).toBeHidden();
  expect(await pickFile(page, await middleSample())).toBe('result');
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await toast.getByRole('button', { name: 'Try again' }).click();
  await expectOffline(page, 'kept');
  await expect(toast).toBeHidden();
});

/** Chromium finds the page installable, and nothing wrong with its manifest. */
async function expectInstallable(page: Page, address: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const { url, errors, data = '{}' } = await devtools.send('Page.getAppManifest');
  expect(url).toBe(`${address}manifest.webmanifest`);
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
  const { icons, screenshots } = JSON.parse(data) as Record<'icons' | 'screenshots', Picture[]>;
  for (const { src, sizes } of [...icons, ...screenshots]) {
    const size = await page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(size, src).toBe(sizes);
  }
}

interface Picture {
  readonly src: string;
  readonly sizes: string;
}

async function expectSharedPicture(page: Page, address: string): Promise<void> {
  // The browser shares a picture by sending a form. A foreign page sends the form in this test.
  await page.goto('about:blank');
  await page.setContent(
    `<form action="${address}share-picture" method="post" enctype="multipart/form-data"><input type="file" name="picture"><button>Share</button></form>`,
  );
  await page.locator('input').setInputFiles(await middleSample());
  await page.getByRole('button', { name: 'Share' }).click();
  await expectState(page, 'result');
  await expectAgeCurve(page);
  expect(page.url()).toBe(address);
  // Both caches are for the site's files, so no picture is kept.
  const names = await page.evaluate(() => caches.keys());
  expect(names).toEqual([`facecurve ${address}`, `facecurve ${address} on demand`]);
}

test('where service workers are refused it is a normal page, without a word', async ({ keptSite }) => {
  const address = await keptSite.serve();
  const page = await keptSite.startBrowser();
  await page.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'SecurityError'));
  });
  await page.goto(address);
  await expectOffline(page, 'unavailable');
  await expect(page.locator('#requests')).toHaveText(/^0 requests/);
  await expect(page.locator('.toast:visible')).toHaveCount(0);
});
