import { expect, test } from '@playwright/test';
import { expectState, openDemo, outcomeOf } from './demo.ts';

test.describe('in a German browser', () => {
  test.use({ locale: 'de-AT' });

  test('the demo speaks German, numbers included', async ({ page }) => {
    await openDemo(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(page).toHaveTitle(/wie alt ein Gesicht aussieht/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Keine Zahl: eine Kurve.');
    await expect(page.getByRole('button', { name: 'Kamera einschalten' })).toBeVisible();
    await expect(page.locator('#requests')).toHaveText(/^\d+ Anfragen? seit dem Laden$/);
    await outcomeOf(page, () => page.getByRole('button', { name: 'Beispiel: hohes Alter' }).click());
    await expect(page.locator('#age-say')).toHaveText(/^8 von 10 Gesichtern .+ zwischen \d+ und \d+\.$/);
    await expect(page.locator('#age-plot .pin text')).toHaveText(/^erwartet \d+,\d$/);
    await page.getByRole('switch').click();
    await expect(page.locator('#votes-number')).toHaveText(/^\d,\d$/);
    const english = /\b(the|with|looks|faces|and|of)\b/;
    await expect(page.locator('body')).not.toHaveText(english, { useInnerText: true });
  });
});

test('`?lang=` chooses the language, and English is spoken where there is no table', async ({ page }) => {
  await page.goto('./?lang=de');
  await expect(page.locator('#choose-photo')).toHaveText('Foto wählen');
  await page.goto('./?lang=fr');
  await expect(page.locator('#choose-photo')).toHaveText('Choose a photo');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('right-to-left nothing reaches out of the page', async ({ page }) => {
  await openDemo(page);
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  await outcomeOf(page, () => page.getByRole('button', { name: 'Sample: old age' }).click());
  await expectState(page, 'result');
  await page.getByRole('switch').click();
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    const overflow = () =>
      page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
    await expect.poll(overflow).toBeLessThanOrEqual(0);
    await page.screenshot({ path: `test-results/screens/right-to-left-${width}.png`, fullPage: true });
  }
});
