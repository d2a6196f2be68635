import { type Browser, type Page, test as playwrightTest } from '@playwright/test';
import { addElement, openElementPage, resultOf, sampleAddress } from './element.ts';

let shared: Promise<Page> | undefined;

async function open(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const page = await browser.newPage({ baseURL: baseURL ?? '', serviceWorkers: 'block' });
  await openElementPage(page);
  // After <main>, so that scripts which look for an element find the test's own.
  const keeper = await addElement(page, { id: 'keeper', src: sampleAddress('old') }, 'body');
  await resultOf(page);
  await keeper.evaluate((element) => Object.assign(element.style, { display: 'none' }));
  return page;
}

/** Leaves the page as `openElementPage` gives it, apart from the keeper. */
async function empty(page: Page): Promise<void> {
  await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null, forcedColors: null });
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    for (const child of [...document.body.children]) if (child.id !== 'keeper') child.remove();
    document.body.prepend(document.createElement('main'));
    scrollTo(0, 0);
    elementEvents.length = 0;
  });
}

/**
 * `test` whose `page` is the empty page for elements. All tests of a Playwright worker share the page, and an element that is hidden keeps
 * its engine, since a start takes seconds; after a failure there is a new worker, and so a new page. `freshPage` is a page of the test's own.
 */
export const test = playwrightTest.extend<{ freshPage: Page }>({
  page: async ({ browser, baseURL }, use) => {
    shared ??= open(browser, baseURL);
    const page = await shared;
    await empty(page);
    await use(page);
  },
  freshPage: async ({ context }, use) => {
    const page = await context.newPage();
    await openElementPage(page);
    await use(page);
  },
});
