import { expect, type Page } from '@playwright/test';
import { addElement, pictureOf, sampleAddress } from './element.ts';
import { holdWeights } from './hold-weights.ts';
import { test } from './shared-element-page.ts';
import { turnedTexts } from './text-order.ts';

const WIDTHS = [280, 390, 1280];
/** Pixels. Smaller text is hard to read on a phone. */
const SMALLEST_TEXT = 12;

/** Runs in the page: describes what does not fit. */
function findFlaws(smallestText: number): string[] {
  const flaws: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) flaws.push(`the page is ${scrollWidth} px wide in ${clientWidth}`);
  const root = document.querySelector('face-curve')?.shadowRoot;
  const base = root?.querySelector('.base')?.getBoundingClientRect();
  if (root === undefined || root === null || base === undefined) return ['nothing is rendered'];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const element = node.parentElement;
    const words = node.textContent?.trim() ?? '';
    if (element === null || words === '' || element.closest('style') !== null) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    // Text for screen readers is clipped to one pixel.
    if (element.closest('.visually-hidden') !== null) continue;
    if (box.left < base.left - 0.5 || box.right > base.right + 0.5) flaws.push(`"${words}" reaches out`);
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < smallestText) flaws.push(`"${words}" is ${size} px high`);
  }
  return flaws;
}

async function checkScreens(page: Page, state: string): Promise<void> {
  for (const width of WIDTHS) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const flaws = () => page.evaluate(findFlaws, SMALLEST_TEXT);
      await expect.poll(flaws, `${state} at ${width} px, ${colorScheme}`).toEqual([]);
      const name = `element-${state}-${width}-${colorScheme}.jpg`;
      await page.screenshot({ path: `test-results/screens/${name}`, quality: 90, fullPage: true });
    }
  }
}

const both = { curves: 'age attractiveness', webcam: '' };
const states: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  empty: { webcam: '' },
  both: { src: sampleAddress('old'), ...both },
  withheld: { src: sampleAddress('child'), ...both },
  cumulative: { src: sampleAddress('middle'), view: 'cumulative' },
  explained: { src: sampleAddress('young'), explain: '' },
  german: { src: sampleAddress('old'), lang: 'de', ...both },
  'german-older': { src: sampleAddress('old'), lang: 'de', view: 'cumulative' },
  'right-to-left': { src: sampleAddress('old'), dir: 'rtl', ...both },
  error: { src: '../../samples/none.jpg', lang: 'de' },
};
for (const [state, attributes] of Object.entries(states)) {
  test(state, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const element = await addElement(page, attributes);
    if (state !== 'empty') {
      await expect(element.locator('[data-mode="curve"], .message-title').first()).toBeVisible();
    }
    await checkScreens(page, state);
    expect(await page.evaluate(turnedTexts)).toEqual([]);
  });
}

test('several faces, and one in the dark', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const element = await addElement(page, {
    src: await pictureOf(page, [
      ['old', 80, 200, 320],
      ['young', 480, 240, 240],
      ['old', 850, 180, 280],
    ]),
  });
  await expect(element.locator('.face-marks button')).toHaveCount(3);
  await checkScreens(page, 'several');
  const dark = await pictureOf(page, [['old', 400, 200, 400]], 0.87);
  await page.evaluate((src) => document.querySelector('face-curve')?.setAttribute('src', src), dark);
  await expect(element.locator('.message-title')).toBeVisible();
  await checkScreens(page, 'dark-face');
});

test('nothing moves from loading to the curve', async ({ freshPage: page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const release = await holdWeights(page);
  await page.setViewportSize({ width: 390, height: 844 });
  const element = await addElement(page, { src: sampleAddress('old') });
  await expect(element.locator('.age[data-mode="loading"]').getByRole('progressbar')).toBeVisible();
  const places = () =>
    element.evaluate((host) =>
      ['.stage', '.eyebrow', '.plot', '.base'].map((part) => {
        const { top = 0, bottom = 0 } = host.shadowRoot?.querySelector(part)?.getBoundingClientRect() ?? {};
        return part === '.base' ? Math.round(bottom) : Math.round(top);
      }),
    );
  const before = await places();
  await checkScreens(page, 'loading');
  await page.setViewportSize({ width: 390, height: 844 });
  release();
  await expect(element.locator('.age[data-mode="curve"]')).toBeVisible();
  expect(await places()).toEqual(before);
});

test('with reduced motion nothing moves', async ({ freshPage: page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const element = await addElement(page, { src: sampleAddress('old') });
  const animations = () =>
    element.evaluate((host) => host.shadowRoot?.getAnimations().map(({ playState }) => playState));
  await expect(element.getByRole('progressbar')).toBeVisible();
  expect(await animations()).toEqual([]);
  await expect(element.locator('.age[data-mode="curve"]')).toBeVisible();
  expect(await animations()).toEqual([]);
});
