import { expect, type Page, test } from '@playwright/test';
import { outcomeOf } from './demo.ts';
import { readSamples } from './fake-camera.ts';

const WIDTHS = [320, 360, 390, 480, 600, 759, 760, 1024, 1440, 1920, 2560];

/** Runs in the page: names what reaches out of the window at a side. Parts that scroll by themselves hold theirs. */
function reachingOut(): string[] {
  const { clientWidth } = document.documentElement;
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    if (
      !element.checkVisibility() ||
      element.closest('.looked-list, .visually-hidden, .skip, svg, [class*=mark]')
    )
      return [];
    const { left, right, width } = element.getBoundingClientRect();
    const isOut = width > 1 && (left < -1 || right > clientWidth + 1);
    return isOut
      ? [`${element.tagName}.${element.className}#${element.id} ${Math.round(left)} to ${Math.round(right)}`]
      : [];
  });
}

const flaws = async (page: Page) => {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide`] : [];
  });
  return [...wide, ...(await page.evaluate(reachingOut))];
};

async function openResults(page: Page): Promise<void> {
  await page.goto('./?sample=none');
  const buffers = ['old.jpg', 'child.jpg'].map(async (name) => ({
    name,
    mimeType: 'image/jpeg',
    buffer: (await readSamples()).get(name) ?? Buffer.alloc(0),
  }));
  const files = await Promise.all(buffers);
  const pick = () => page.locator('#file').setInputFiles([...files, ...files, ...files, ...files]);
  expect(await outcomeOf(page, pick)).toBe('result');
  await expect(page.locator('.looked-list li')).toHaveCount(8);
}

test('nothing reaches out of the window, from 320 to 2560 px, either way of writing, with large text', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openResults(page);
  for (const direction of ['ltr', 'rtl'] as const) {
    await page.evaluate((dir) => Object.assign(document.documentElement, { dir }), direction);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => flaws(page), `${width} px, ${direction}`).toEqual([]);
      if (![320, 1440, 2560].includes(width)) continue;
      await page.screenshot({ path: `test-results/screens/size-${width}-${direction}.png` });
    }
  }
  await test.step('text of twice the size', async () => {
    await page.setViewportSize({ width: 720, height: 900 });
    await page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLElement>('body, body *')) {
        element.dataset.size = `${2 * Number.parseFloat(getComputedStyle(element).fontSize)}px`;
      }
      for (const element of document.querySelectorAll<HTMLElement>('[data-size]')) {
        element.style.fontSize = element.dataset.size ?? '';
      }
    });
    await expect.poll(() => flaws(page)).toEqual([]);
    await page.screenshot({ path: 'test-results/screens/size-text-200.png', fullPage: true });
  });
});

test('on paper a result is one page', async ({ page }) => {
  await openResults(page);
  for (const format of ['A4', 'Letter']) {
    const pdf = await page.pdf({ format, path: `test-results/screens/paper-${format}.pdf` });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g), format).toHaveLength(1);
  }
});
