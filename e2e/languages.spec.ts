import path from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectState, openDemo, outcomeOf } from './demo.ts';
import { packageFolder } from './packed.ts';
import { serveFolder } from './static-server.ts';

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

/** Adds an element to the page. */
async function addElement(page: Page, lang: string): Promise<Locator> {
  await page.evaluate((of) => {
    document.body.append(Object.assign(document.createElement('face-curve'), { lang: of }));
  }, lang);
  return page.locator(`face-curve[lang="${lang}"]`);
}

test('the script tag loads German when an element speaks it, and writes nothing before', async ({ page }) => {
  const server = await serveFolder(
    path.dirname(packageFolder),
    {},
    { '/index.html': '<!doctype html><title>page</title><script src="package/facecurve.js"></script>' },
  );
  const german = '**/esm/german.js';
  let isAsked = false;
  let deliver = () => {};
  const delivered = new Promise<void>((resolve) => {
    deliver = resolve;
  });
  await page.route(german, async (route) => {
    isAsked = true;
    await delivered;
    await route.continue();
  });
  try {
    await page.goto(`${server.origin}/`);
    const first = await addElement(page, 'en');
    await expect(first).toContainText('A face goes here.');
    expect(isAsked).toBe(false);
    await test.step('German', async () => {
      const second = await addElement(page, 'de-AT');
      await expect.poll(() => isAsked).toBe(true);
      await expect(second).toHaveText('');
      deliver();
      await expect(second).toContainText('Hier ist Platz für ein Gesicht.');
    });
    await test.step('an element that changes its language', async () => {
      await first.evaluate((element) => element.setAttribute('lang', 'de'));
      await expect(page.locator('face-curve[lang="de"]')).toContainText('Hier ist Platz für ein Gesicht.');
    });
    await test.step('English where German is missing', async () => {
      await page.unroute(german);
      await page.route(german, (route) => route.fulfill({ status: 404 }));
      await page.reload();
      await expect(await addElement(page, 'de')).toContainText('A face goes here.');
    });
  } finally {
    await server.close();
  }
});
