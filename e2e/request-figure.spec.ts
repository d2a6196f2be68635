import { expect, type Page, test } from '@playwright/test';
import { openDemo, pickFile } from './demo.ts';
import { readSamples } from './fake-camera.ts';

const figure = (page: Page) => page.locator('#requests');

test('the figure counts what the page and what its worker ask for, and nothing else', async ({ page }) => {
  await openDemo(page);
  await expect(figure(page)).toHaveText('0 requests since loading');
  const buffer = (await readSamples()).get('old.jpg') ?? Buffer.alloc(0);
  expect(await pickFile(page, { name: 'old.jpg', mimeType: 'image/jpeg', buffer })).toBe('result');
  await expect(figure(page)).toHaveText('0 requests since loading');

  await page.evaluate(() => fetch('./?of-the-page'));
  await expect(figure(page)).toHaveText('1 request since loading');
  const [worker] = page.workers();
  await worker?.evaluate(() => fetch('./?of-the-worker'));
  await expect(figure(page)).toHaveText('2 requests since loading');
  await worker?.evaluate(() => Promise.all([fetch('./?one'), fetch('./?two')]));
  await expect(figure(page)).toHaveText('4 requests since loading');
});

test('the policy keeps the page from every other origin, and what it kept back is not counted', async ({
  page,
}) => {
  await openDemo(page);
  const attempt = () =>
    fetch('https://foreign.invalid/').then(
      () => 'sent',
      (error: Error) => error.name,
    );
  const violation = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
          resolve(`${effectiveDirective} ${blockedURI}`),
        );
      }),
  );
  expect(await page.evaluate(attempt)).toBe('TypeError');
  expect(await violation).toBe('connect-src https://foreign.invalid/');
  await expect(figure(page)).toHaveText('0 requests since loading');
});
