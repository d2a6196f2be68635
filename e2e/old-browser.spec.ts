import { expect, test } from '@playwright/test';
import { openHarness } from './harness-page.ts';

test('a browser without OffscreenCanvas is told from which version on it works', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'OffscreenCanvas'));
  await openHarness(page);
  const outcome = await page.evaluate(() => harness.library.create({ backend: 'wasm' }));
  expect(outcome).toMatchObject({
    code: 'backend-unavailable',
    remedy: expect.stringContaining('Safari 16.4'),
  });
});
