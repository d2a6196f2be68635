import { expect, test } from '@playwright/test';
import { rulesOf, violations } from './axe.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the documentation can be read by all, without a script: ${colorScheme}`, async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({ colorScheme, ...(baseURL && { baseURL }) });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    for (const address of [
      'index.html',
      'how-it-works.html',
      'quick-start.html',
      'element.html',
      'model-card.html',
      'licences-of-weights.html',
    ]) {
      await page.goto(`docs/${address}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain(
        'Instrument Sans',
      );
      expect(await violations(page, { rules: rulesOf(colorScheme) }), address).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
}

test('the demo leads to the documentation, and it back, below any path', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Docs' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('facecurve in your page');
  await page.getByRole('link', { name: 'facecurve, to the demo' }).click();
  await page.getByRole('link', { name: 'How the curve is made' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How it works');
  for (const drawing of await page.getByRole('img').all()) {
    await expect(drawing).toHaveAccessibleName(/\w+ \w+ \w+/);
    const isDrawn = () =>
      drawing.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0);
    await expect.poll(isDrawn).toBe(true);
  }
  await page.getByRole('link', { name: 'Quick start' }).first().click();
  await expect(page).toHaveTitle(/quick start/);
  await page.getByRole('link', { name: 'facecurve, to the demo' }).click();
  await expect(page.getByRole('link', { name: 'Docs' }).first()).toBeVisible();
});

for (const width of [320, 1280]) {
  test(`no page is wider than the window at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const address of [
      'how-it-works.html',
      'quick-start.html',
      'element.html',
      'api.html',
      'errors.html',
      'decisions.html',
    ]) {
      await page.goto(`docs/${address}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(
        width,
      );
    }
  });
}
