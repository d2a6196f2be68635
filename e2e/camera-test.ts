import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  chromium,
  type Page,
} from '@playwright/test';
import { ON_PROCESSOR_SOONER } from '../scripts/graphics-card.mjs';
import { launchOptions } from './launch-options.ts';
import { readNotice } from './read-notice.ts';

/** A blank page in a browser with these arguments, since the camera is chosen when the browser starts. */
export type PageWith = (cameraArguments: readonly string[], options?: BrowserContextOptions) => Promise<Page>;

/** The browser whose arguments were wanted last: most tests want the same. */
class CameraBrowser {
  private launched: { readonly key: string; readonly browser: Browser } | null = null;

  async with(cameraArguments: readonly string[]): Promise<Browser> {
    const key = cameraArguments.join(' ');
    const isUsable = this.launched?.key === key && this.launched.browser.isConnected();
    if (!isUsable || this.launched === null) {
      await this.close();
      const browser = await chromium.launch(
        await launchOptions([...ON_PROCESSOR_SOONER, ...cameraArguments]),
      );
      this.launched = { key, browser };
    }
    return this.launched.browser;
  }

  async close(): Promise<void> {
    await this.launched?.browser.close();
    this.launched = null;
  }
}

interface OfTest {
  readonly pageWith: PageWith;
}

interface OfWorker {
  readonly cameraBrowser: CameraBrowser;
}

/** `test` with `pageWith`, whose pages end with the test, and its browser with the worker. */
export const test = base.extend<OfTest, OfWorker>({
  cameraBrowser: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the other fixtures from this pattern.
    async ({}, use) => {
      const browser = new CameraBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  pageWith: async ({ baseURL, cameraBrowser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (cameraArguments, options = {}) => {
      const browser = await cameraBrowser.with(cameraArguments);
      const context = await browser.newContext({ ...(baseURL !== undefined && { baseURL }), ...options });
      contexts.push(context);
      await readNotice(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});
