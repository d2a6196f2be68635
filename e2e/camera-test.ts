import {
  type Browser,
  type BrowserContextOptions,
  test as base,
  chromium,
  type Page,
} from '@playwright/test';
import { launchOptions, softwareWebGpu } from './launch-options.ts';
import { readNotice } from './read-notice.ts';

/** A blank page in a browser of its own, since the camera is chosen when the browser starts. */
export type PageWith = (cameraArguments: readonly string[], options?: BrowserContextOptions) => Promise<Page>;

/** `test` with `pageWith`, whose browsers end with the test. */
export const test = base.extend<{ pageWith: PageWith }>({
  pageWith: async ({ baseURL }, use) => {
    const browsers: Browser[] = [];
    await use(async (cameraArguments, options = {}) => {
      const browser = await chromium.launch(await launchOptions([...softwareWebGpu, ...cameraArguments]));
      browsers.push(browser);
      const context = await browser.newContext({ ...(baseURL !== undefined && { baseURL }), ...options });
      await readNotice(context);
      return context.newPage();
    });
    await Promise.all(browsers.map((browser) => browser.close()));
  },
});
