import { chromium, expect, test } from '@playwright/test';
import { ON_PROCESSOR_SOONER } from '../scripts/graphics-card.mjs';
import { expectState, pickFile } from './demo.ts';
import { fakeCameraArguments, readSamples } from './fake-camera.ts';
import { launchOptions } from './launch-options.ts';
import { type LoggedRequest, readRequestLog, requestLogArguments } from './request-log.ts';

const FOREIGN = 'https://foreign.invalid/';

/** Runs `visit` in a new browser and returns every request in the browser's network log. */
async function requestsOf(
  logFile: string,
  baseURL: string | undefined,
  visit: (page: import('@playwright/test').Page, mark: (name: string) => Promise<void>) => Promise<void>,
): Promise<LoggedRequest[]> {
  const browser = await chromium.launch(
    await launchOptions([...ON_PROCESSOR_SOONER, ...fakeCameraArguments, ...requestLogArguments(logFile)]),
  );
  try {
    const page = await browser.newPage({ ...(baseURL && { baseURL }), serviceWorkers: 'allow' });
    // The test makes this request to mark its place in the log.
    const mark = (name: string) =>
      page.evaluate((address) => fetch(address).then(() => undefined), `./?mark=${name}`);
    await visit(page, mark);
  } finally {
    await browser.close();
  }
  return readRequestLog(logFile);
}

function between(requests: readonly LoggedRequest[], start: string, end: string): LoggedRequest[] {
  const position = (name: string) => requests.findIndex(({ url }) => url.endsWith(`?mark=${name}`));
  expect(position(start)).toBeGreaterThan(0);
  expect(position(end)).toBeGreaterThan(position(start));
  return requests.slice(position(start) + 1, position(end));
}

test('a whole visit asks no other origin for anything, and nothing at all once it is ready', async ({
  baseURL,
}, testInfo) => {
  const requests = await requestsOf(testInfo.outputPath('visit.json'), baseURL, async (page, mark) => {
    await page.goto('./');
    await expectState(page, 'result');
    // The service worker fetches every file of the site; this is the last step of loading.
    await expect(page.locator('html')).toHaveAttribute('data-offline', 'kept');
    await mark('ready');
    for (const [name, buffer] of await readSamples()) {
      expect(await pickFile(page, { name, mimeType: 'image/jpeg', buffer })).toBe('result');
    }
    await page.getByRole('button', { name: 'Change the picture' }).click();
    await page.getByRole('button', { name: 'Let it run' }).click();
    await expect(page.locator('.fool-swept p')).not.toBeEmpty();
    await mark('photos-done');
    await page
      .getByRole('button', { name: /camera/i })
      .first()
      .click();
    await expectState(page, 'camera');
    await expect(page.getByText(/looks about/i).first()).toBeVisible();
    await mark('camera-done');
  });
  const own = new URL(baseURL ?? '').origin;
  expect(requests.length).toBeGreaterThan(5);
  expect(requests.filter(({ url }) => new URL(url).origin !== own)).toEqual([]);
  expect(requests.filter(({ url }) => url.endsWith('.wasm')).length).toBeGreaterThan(0);
  // Only the service worker requests these files, so the log holds its requests.
  expect(requests.filter(({ url }) => url.endsWith('/docs/errors.html'))).toHaveLength(1);
  expect(between(requests, 'ready', 'photos-done')).toEqual([]);
  expect(between(requests, 'photos-done', 'camera-done')).toEqual([]);
});

test('the log that proves it sees what pages, workers, sockets and beacons send elsewhere', async ({
  baseURL,
}, testInfo) => {
  const requests = await requestsOf(testInfo.outputPath('planted.json'), baseURL, async (page) => {
    // The test opens another page than the demo, whose policy would block these requests.
    await page.goto('../harness/e2e/harness/');
    await page.evaluate(async (foreign) => {
      const script = `fetch('${foreign}worker').catch(() => undefined).then(() => postMessage('done'))`;
      const worker = new Worker(URL.createObjectURL(new Blob([script])));
      await new Promise((resolve) => {
        worker.onmessage = resolve;
      });
      await fetch(`${foreign}page`).catch(() => undefined);
      navigator.sendBeacon(`${foreign}beacon`);
      const socket = new WebSocket(`${foreign.replace('https', 'wss')}socket`);
      await new Promise((resolve) => {
        socket.onerror = resolve;
      });
    }, FOREIGN);
  });
  const sent = requests.map(({ url }) => url).filter((url) => url.includes('foreign.invalid'));
  expect(sent.map((url) => new URL(url).pathname).toSorted()).toEqual([
    '/beacon',
    '/page',
    '/socket',
    '/worker',
  ]);
});
