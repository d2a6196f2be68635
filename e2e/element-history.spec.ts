import path from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { addElement, eventsOf, openElementPage, resultOf, sampleAddress } from './element.ts';
import { launchOptions } from './launch-options.ts';
import { serveFolder } from './static-server.ts';

const harness = path.resolve(process.env.FC_DIST ?? 'dist', 'harness');

test('back through the browser’s own cache it is as it was left, and looks on', async () => {
  const server = await serveFolder(harness);
  // Playwright turns the cache of left pages off, and loses sight of a page that comes from it: what happens then, the page
  // says by what it asks the server for.
  const browser = await chromium.launch({
    ...(await launchOptions()),
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/e2e/harness/element.html`);
    await page.waitForFunction(() => 'elementEvents' in globalThis);
    const element = await addElement(page, { src: sampleAddress('old') });
    await resultOf(page);
    const number = await element.locator('.number').textContent();
    await page.evaluate((src) => {
      addEventListener('pageshow', ({ persisted }) => {
        const shown = document.querySelector('face-curve');
        const kept = shown?.shadowRoot?.querySelector('.number')?.textContent;
        void fetch(`/back-${persisted}-${kept}`);
        shown?.addEventListener('facecurve-result', ({ detail }) => {
          void fetch(`/looked-on-${detail.faces.length}`);
        });
        shown?.setAttribute('src', src);
      });
    }, sampleAddress('child'));
    await page.goto(`${server.origin}/samples/young.jpg`);
    void page.evaluate(() => history.back()).catch(() => undefined);
    await expect.poll(() => server.asked).toContain(`/back-true-${number}`);
    await expect.poll(() => server.asked).toContain('/looked-on-1');
  } finally {
    await browser.close();
    await server.close();
  }
});

test('a page that is left in the middle of an estimate frees the worker, and starts again when it is shown again', async ({
  page,
}) => {
  await openElementPage(page);
  await addElement(page, { src: sampleAddress('old') });
  await expect.poll(() => page.workers().length).toBe(1);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect.poll(() => page.workers().length).toBe(0);
  expect(await eventsOf(page, 'facecurve-result')).toEqual([]);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await resultOf(page);
  expect(await eventsOf(page, 'facecurve-error')).toEqual([]);
});
