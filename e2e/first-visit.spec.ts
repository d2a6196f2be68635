import { expect, test } from '@playwright/test';
import { expectAgeCurve, expectState, outcomeOf } from './demo.ts';
import { holdWeights } from './hold-weights.ts';
import { checkScreens } from './screens.ts';

/** Years that a sample may look like. */
const AGES: Readonly<Record<string, readonly [low: number, high: number]>> = {
  child: [4, 11],
  'child-boy': [4, 11],
  young: [20, 31],
  'young-woman': [20, 31],
  middle: [36, 53],
  'middle-man': [36, 53],
  old: [56, 80],
  'old-woman': [56, 80],
};

test('a visitor sees a sample with its curve when all is loaded, and no request follows', async ({
  page,
}) => {
  await page.goto('./');
  await test.step('the first sample', async () => {
    await expectState(page, 'result');
    await expectAgeCurve(page);
    await expect(page.locator('#tag')).toHaveText('Sample: middle age, woman');
    await expect(page.locator('#status')).toHaveText(
      /^Sample: middle age, woman\. One face\. Looks about \d+/,
    );
    await expect(page.locator('#samples [aria-pressed="true"]')).toHaveCount(1);
    await expect(page.locator('#requests')).toHaveText('0 requests since loading');
    await checkScreens(page, 'first-visit');
  });
  await test.step('every other sample is there already, and looks as old as its faces', async () => {
    for (const [name, [low, high]] of Object.entries(AGES)) {
      const sample = page.locator(`#samples [data-sample="${name}"]`);
      expect(await outcomeOf(page, () => sample.click())).toBe('result');
      await expect(sample).toHaveAttribute('aria-pressed', 'true');
      await expect(page.locator('#tag')).toHaveText(
        (await sample.getByRole('img').getAttribute('alt')) ?? '',
      );
      const age = Number(await page.locator('#age-number').textContent());
      expect(age, name).toBeGreaterThanOrEqual(low);
      expect(age, name).toBeLessThanOrEqual(high);
      const votes = low < 18 ? 'This face may be under 18' : 'How raters in one study voted: ';
      await expect(page.locator('#status')).toContainText(votes);
    }
    await expect(page.locator('#requests')).toHaveText('0 requests since loading');
  });
  await test.step('a group of eight', async () => {
    await outcomeOf(page, () => page.locator('#samples [data-sample="group"]').click());
    await expect(page.locator('html')).toHaveAttribute('data-faces', '8');
    await expect(page.locator('#faces-list li')).toHaveCount(8);
    await expect(page.locator('#requests')).toHaveText('0 requests since loading');
    await checkScreens(page, 'first-visit-group');
  });
});

test('a visitor who saves data gets no file that the visit does not use', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  const urls: string[] = [];
  page.context().on('request', (request) => urls.push(request.url()));
  await page.goto('./');
  await expectState(page, 'result');
  await expect(page.locator('#requests')).toHaveText('0 requests since loading');
  const unused =
    /samples\/(?!small|middle\.jpg)|built\/(fool|share|timeline|shortcut)|mediapipe|service-worker/;
  expect(urls.filter((url) => unused.test(url))).toEqual([]);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await page.locator('#samples [data-sample="old"]').click();
  await expect(page.locator('#tag')).toHaveText('Sample: old age, man');
  await expectState(page, 'result');
});

test('no sample opens where something else was asked for', async ({ page }) => {
  await test.step('by the address', async () => {
    await page.goto('./?sample=none');
    await expectState(page, 'ready');
    await page.goto('./?shared');
    await expectState(page, 'ready');
    await page.goto('./?sample=old&lang=de');
    await expectState(page, 'result');
    await expect(page.locator('#tag')).toHaveText('Beispiel: hohes Alter, Mann');
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
