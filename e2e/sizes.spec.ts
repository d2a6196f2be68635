import { expect, type Page, test } from '@playwright/test';
import { outcomeOf } from './demo.ts';
import { faintTexts } from './faint-texts.ts';
import { readSamples } from './fake-camera.ts';
import { turnedTexts } from './text-order.ts';

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
    // The picture may be larger than the stage, which cuts it.
    const seen = element.closest('.layer') === null ? element : (element.closest('.stage') ?? element);
    const { left, right, width } = seen.getBoundingClientRect();
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
      expect(await page.evaluate(turnedTexts), `${width} px, ${direction}`).toEqual([]);
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

test('in German no word of a narrow page is cut, or lies on another one', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('./?lang=de&sample=group');
  await expect(page.locator('#faces-list li')).toHaveCount(8);
  const flawsOfCards = await page.evaluate(() => {
    const cut = [...document.querySelectorAll('.face-card-range')].filter(
      ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
    );
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('#age-eyebrow') ?? document.body);
    const likeliest = document.querySelector('#age-likeliest')?.getBoundingClientRect();
    const { right } = range.getBoundingClientRect();
    return {
      cut: cut.map(({ textContent }) => textContent),
      isCovered: (likeliest?.width ?? 0) > 0 && right > (likeliest?.left ?? 0),
    };
  });
  expect(flawsOfCards).toEqual({ cut: [], isCovered: false });
  expect(await flaws(page)).toEqual([]);
});

test('in forced colours every text of the page stands out from its ground, also in the sheet that fools it', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await page.goto('./');
  await expect(page.locator('html')).toHaveAttribute('data-state', 'result');
  await page.locator('#fool-open').click();
  await expect(page.locator('#fool-sheet .number')).toHaveText(/\d/);
  await page.locator('#fool-slider').fill('-2');
  await page.locator('#age-view input[value="dots"]').check({ force: true });
  await expect(page.locator('#age-plot circle').first()).toBeVisible();
  const texts =
    'h1, p, .eyebrow, .number, .say, .button, .door, .view-switch span, .fool-choice span, .fool-label span, svg text';
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme, reducedMotion: 'reduce' });
    expect(await page.evaluate(faintTexts, texts), colorScheme).toEqual([]);
    await page.screenshot({ path: `test-results/screens/demo-forced-${colorScheme}.png`, fullPage: true });
  }
});

test('on paper a result is one page, with votes, and with many faces', async ({ page }) => {
  const expectOnePage = async (name: string) => {
    for (const format of ['A4', 'Letter']) {
      const pdf = await page.pdf({ format, path: `test-results/screens/paper-${name}-${format}.pdf` });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g), `${name}, ${format}`).toHaveLength(1);
    }
  };
  await page.goto('./?sample=middle');
  await expect(page.locator('html')).toHaveAttribute('data-state', 'result');
  await page.locator('#votes-switch').click();
  await expect(page.locator('#votes-reading')).toBeVisible();
  await expectOnePage('votes');
  await page.locator('#samples [data-sample="group"]').click();
  await expect(page.locator('#faces-list li')).toHaveCount(8);
  await page.locator('#faces-list button').nth(6).click();
  await expect(page.locator('#votes-reading')).toBeVisible();
  await expectOnePage('group');
});
