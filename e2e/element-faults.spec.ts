import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Browser, type BrowserContext, expect, test } from '@playwright/test';
import { addElement, ageNumber, eventsOf, openElementPage, resultOf, sampleAddress } from './element.ts';
import { serveFolder } from './static-server.ts';
import { recordWorkers } from './workers.ts';

test.beforeEach(({ page }) => openElementPage(page));

test('a picture that is not there says so, and is tried again on demand', async ({ page }) => {
  const isMissing = (url: URL) => url.search === '?later';
  await page.route(isMissing, (route) => route.fulfill({ status: 404 }));
  const element = await addElement(page, { src: `${sampleAddress('old')}?later` });
  await expect(element.locator('.message-title')).toHaveText('Picture not found');
  expect(await eventsOf(page, 'facecurve-error')).toMatchObject([
    { detail: { code: 'image-missing', recovered: false, file: expect.stringContaining('old.jpg?later') } },
  ]);
  await page.unroute(isMissing);
  await element.getByRole('button', { name: 'Try again' }).click();
  await resultOf(page);
  await expect(ageNumber(page)).toBeVisible();
});

/** A context whose pages may load pictures of every origin. */
function contextWithoutPolicy(browser: Browser, baseURL: string | undefined): Promise<BrowserContext> {
  return browser.newContext({ bypassCSP: true, ...(baseURL === undefined ? {} : { baseURL }) });
}

test('a picture of another origin that may not be read says how to mend it', async ({ browser, baseURL }) => {
  const elsewhere = await serveFolder(path.resolve('public/samples'));
  const context = await contextWithoutPolicy(browser, baseURL);
  try {
    const page = await context.newPage();
    await openElementPage(page);
    const element = await addElement(page, { src: `${elsewhere.origin}/old.jpg` });
    await expect(element.locator('.message-title')).toHaveText('Locked picture');
    expect(await eventsOf(page, 'facecurve-error')).toMatchObject([{ detail: { code: 'image-tainted' } }]);
    await expect(element.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  } finally {
    await Promise.all([context.close(), elsewhere.close()]);
  }
});

test('a picture that an image showed before without CORS is fetched past the cache', async ({
  browser,
  baseURL,
}) => {
  const picture = await readFile('public/samples/old.jpg');
  // Many hosts send the header only to requests with an origin, and send no `Vary`.
  const elsewhere = createServer((request, response) => {
    const allowed = request.headers.origin === undefined ? {} : { 'access-control-allow-origin': '*' };
    response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'max-age=3600', ...allowed });
    response.end(picture);
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  const context = await contextWithoutPolicy(browser, baseURL);
  try {
    const page = await context.newPage();
    await openElementPage(page);
    const src = `http://127.0.0.1:${port}/old.jpg`;
    await page.evaluate(async (address) => {
      const image = Object.assign(new Image(), { src: address });
      document.querySelector('main')?.append(image);
      await image.decode();
    }, src);
    await addElement(page, { src });
    expect(await resultOf(page)).toMatchObject({ source: 'picture' });
    expect(await eventsOf(page, 'facecurve-error')).toEqual([]);
  } finally {
    await context.close();
    elsewhere.closeAllConnections();
    elsewhere.close();
  }
});

test('what cannot be an attribute is a typed error, and HTML in attributes is text', async ({ page }) => {
  const html = '<img src=x onerror="globalThis.hacked = true"><b>bold</b>';
  for (const name of ['src', 'curves', 'backend', 'model', 'view', 'lang', 'assets', 'interval']) {
    const id = `with-${name}`;
    await addElement(page, { id, src: sampleAddress('old'), [name]: html });
    await expect.poll(async () => (await eventsOf(page)).some((event) => event.id === id)).toBe(true);
  }
  const codes = new Map((await eventsOf(page, 'facecurve-error')).map(({ id, detail }) => [id, detail]));
  expect(codes.get('with-src')).toMatchObject({ code: 'image-missing' });
  expect(codes.get('with-curves')).toMatchObject({ code: 'argument-invalid' });
  expect(codes.get('with-backend')).toMatchObject({ code: 'argument-invalid' });
  expect(codes.get('with-model')).toMatchObject({ code: 'argument-invalid' });
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  await expect(page.locator('face-curve img, face-curve b >> text=bold')).toHaveCount(0);
});

test('a worker that is lost is reported as recovered, and the curve comes', async ({ page }) => {
  await recordWorkers(page);
  await openElementPage(page);
  await addElement(page, { src: sampleAddress('old') });
  await resultOf(page);
  // A browser that needs memory ends the worker like this, without an event.
  await page.evaluate(() => Worker.prototype.terminate.call(recordedWorkers[0]?.worker));
  await page.evaluate(
    (src) => document.querySelector('face-curve')?.setAttribute('src', src),
    sampleAddress('child'),
  );
  await resultOf(page, 2);
  expect(await eventsOf(page, 'facecurve-error')).toMatchObject([
    { detail: { code: 'worker-lost', recovered: true } },
  ]);
});

test('nothing breaks the page’s policy, and the library comes only when there is a face to see', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() !== 'font') asked.push(request.url());
  });
  await page.evaluate(() => {
    Object.assign(globalThis, { violations: [] });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      (globalThis as unknown as { violations: string[] }).violations.push(
        `${violatedDirective} ${blockedURI}`,
      );
    });
  });
  await addElement(page, { webcam: '' });
  await expect(page.locator('#face .invitation')).toBeVisible();
  expect(asked).toEqual([]);
  await page.evaluate(
    (src) => document.querySelector('face-curve')?.setAttribute('src', src),
    sampleAddress('old'),
  );
  await resultOf(page);
  expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual(
    [],
  );
});
