import { expect, type Page, test } from '@playwright/test';
import { violations } from './axe.ts';
import { expectAgeCurve, expectState, openDemo, pickFile } from './demo.ts';
import { addElement, eventsOf, openElementPage, resultOf, sampleAddress } from './element.ts';
import { readSamples } from './fake-camera.ts';
import { checkScreens } from './screens.ts';

/** A device that keeps nothing yet. */
test.use({ storageState: { cookies: [], origins: [] } });

const sheet = (page: Page) => page.locator('#age-sheet');
const stored = (page: Page) => page.evaluate(() => Object.keys(localStorage));

async function ownPhoto(page: Page): Promise<string> {
  const buffer = (await readSamples()).get('old.jpg') ?? Buffer.alloc(0);
  return pickFile(page, { name: 'old.jpg', mimeType: 'image/jpeg', buffer });
}

async function expectNotice(page: Page): Promise<void> {
  await expectState(page, 'notice');
  await expect(page.getByRole('heading', { name: 'Before your curve' })).toBeVisible();
  await expect(page.locator('#age-number')).toBeHidden();
}

test('in the demo: before the first own curve, once on a device, and never for a sample', async ({
  page,
}) => {
  await openDemo(page);
  await page.getByRole('button', { name: 'Sample: old age' }).click();
  await expectAgeCurve(page);
  expect(await stored(page)).toEqual([]);

  await test.step('it comes with a photo, has the focus, and says all in 40 words', async () => {
    expect(await ownPhoto(page)).toBe('notice');
    await expectNotice(page);
    await expect(sheet(page)).toBeFocused();
    const text = (await page.locator('#age-message > *').allTextContents()).join(' ').trim();
    expect(text).toMatch(/never leaves this device/);
    expect(text).toMatch(/360 raters in one study/);
    expect(text).toMatch(/No age check/);
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(40);
    await expect(page.locator('#age-reading')).toBeHidden();
    await expect(page.locator('#compare-sheet')).toBeHidden();
    await checkScreens(page, 'notice');
    expect(await stored(page)).toEqual([]);
  });

  await test.step('a key press on its button shows the curve, which keeps the focus', async () => {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Show it' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expectState(page, 'result');
    await expectAgeCurve(page);
    await expect(sheet(page)).toBeFocused();
    expect(await stored(page)).toEqual(['facecurve-notice']);
  });

  await test.step('it does not come again', async () => {
    expect(await ownPhoto(page)).toBe('result');
    await page.reload();
    expect(await ownPhoto(page)).toBe('result');
  });

  await test.step('where the browser keeps nothing it comes with each visit, in German too', async () => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    });
    await page.goto('./?lang=de');
    expect(await ownPhoto(page)).toBe('notice');
    const text = (await page.locator('#age-message > *').allTextContents()).join(' ').trim();
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(40);
    await checkScreens(page, 'notice-german');
    await page.getByRole('button', { name: 'Zeigen' }).click();
    await expectState(page, 'result');
    expect(await ownPhoto(page)).toBe('result');
    expect(errors).toEqual([]);
  });
});

test('in the element: with the attribute alone, and the curve after its button', async ({ page }) => {
  await openElementPage(page);
  const element = await addElement(page, { src: sampleAddress('old'), notice: '' });
  const notice = element.getByText('Before your curve', { exact: true });
  await expect(notice).toBeVisible();
  await expect(element.getByRole('status')).toHaveText(/^Before your curve\. It says how old you look/);
  await expect.poll(async () => (await eventsOf(page, 'facecurve-ready')).length).toBe(1);
  await expect(element.locator('.number')).toHaveCount(0);
  expect(await eventsOf(page, 'facecurve-result')).toEqual([]);
  // The page of tests has no heading of its own.
  expect(await violations(page, { withoutRules: ['page-has-heading-one'] })).toEqual([]);
  await page.screenshot({ path: 'test-results/screens/element-notice.png', fullPage: true });
  await element.getByRole('button', { name: 'Show it' }).click();
  await resultOf(page);
  await expect(element.locator('.age .bars rect')).toHaveCount(101);
  await page.evaluate(
    (src) => document.querySelector('face-curve')?.setAttribute('src', src),
    sampleAddress('young'),
  );
  await resultOf(page, 2);
  await expect(notice).toHaveCount(0);

  await test.step('without the attribute it does not come', async () => {
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await page.waitForFunction(() => 'elementEvents' in globalThis);
    await addElement(page, { src: sampleAddress('old') });
    await resultOf(page);
    await expect(notice).toHaveCount(0);
    expect(await stored(page)).toEqual([]);
  });
});
