import { expect, test } from '@playwright/test';
import { expectAgeCurve, expectState, outcomeOf } from './demo.ts';
import { holdWeights } from './hold-weights.ts';
import { checkScreens } from './screens.ts';

test('a visitor sees a sample with its curve when all is loaded, and no request follows', async ({
  page,
}) => {
  await page.goto('./');
  await test.step('the first sample', async () => {
    await expectState(page, 'result');
    await expectAgeCurve(page);
    await expect(page.locator('#tag')).toHaveText('Sample: middle age');
    await expect(page.locator('#status')).toHaveText(/^Sample: middle age\. One face\. Looks about \d+/);
    await expect(page.locator('#samples [aria-pressed="true"]')).toHaveCount(1);
    await expect(page.locator('#requests')).toHaveText('0 requests since loading');
    await checkScreens(page, 'first-visit');
  });
  await test.step('every other sample is there already', async () => {
    const samples = page.locator('#samples button');
    await expect(samples.nth(1)).toBeVisible();
    for (const sample of await samples.all()) {
      expect(await outcomeOf(page, () => sample.click())).toBe('result');
      await expect(sample).toHaveAttribute('aria-pressed', 'true');
      const name = await sample.getByRole('img').getAttribute('alt');
      await expect(page.locator('#tag')).toHaveText(name ?? '');
    }
    await expect(page.locator('#requests')).toHaveText('0 requests since loading');
  });
});

test('no sample opens where something else was asked for', async ({ page }) => {
  await test.step('by the address', async () => {
    await page.goto('./?sample=none');
    await expectState(page, 'ready');
    await page.goto('./?shared');
    await expectState(page, 'ready');
    await page.goto('./?sample=old&lang=de');
    await expectState(page, 'result');
    await expect(page.locator('#tag')).toHaveText('Beispiel: hohes Alter');
  });
  await test.step('by a camera that was asked for and stopped', async () => {
    const release = await holdWeights(page);
    await page.goto('./');
    await expectState(page, 'loading');
    const camera = page.locator('#use-camera');
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined);
    });
    await camera.click();
    await expectState(page, 'working');
    await camera.click();
    release();
    await expectState(page, 'ready');
    await expect(page.locator('#stage')).toHaveAttribute('data-holds', 'nothing');
  });
});
