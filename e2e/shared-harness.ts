import { type Browser, type Page, test as playwrightTest } from '@playwright/test';
import { openHarness } from './harness-page.ts';

let shared: Promise<Page> | undefined;

async function open(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const page = await browser.newPage({ baseURL: baseURL ?? '', serviceWorkers: 'block' });
  await openHarness(page);
  await page.evaluate(() => harness.library.create({ backend: 'wasm' }));
  return page;
}

/**
 * `test` whose `page` is the harness with its estimator on WebAssembly. All tests of a Playwright worker share the page, since a start
 * takes seconds; after a failure there is a new worker, and so a new page. `freshPage` is the harness in a page of the test's own, without
 * an estimator.
 */
export const test = playwrightTest.extend<{ freshPage: Page }>({
  page: async ({ browser, baseURL }, use) => {
    shared ??= open(browser, baseURL);
    await use(await shared);
  },
  freshPage: async ({ context }, use) => {
    const page = await context.newPage();
    await openHarness(page);
    await use(page);
  },
});
