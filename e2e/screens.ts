import { expect, type Page } from '@playwright/test';
import { rulesOf, violations } from './axe.ts';

const SCREENS = [
  { name: 'phone', width: 390, height: 844 },
  { name: 'desktop', width: 1280, height: 900 },
];
const SCHEMES = ['light', 'dark'] as const;
/** Pixels. Smaller text is hard to read on a phone. */
const SMALLEST_TEXT = 12;

/** Runs in the page: describes what does not fit the screen. */
function findFlaws(smallestText: number): string[] {
  const flaws: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) flaws.push(`the page is ${scrollWidth} px wide in ${clientWidth}`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const element = node.parentElement;
    const words = node.textContent?.trim() ?? '';
    if (element === null || words === '' || !element.checkVisibility({ opacityProperty: true })) continue;
    const { width, height } = element.getBoundingClientRect();
    // Text for screen readers is clipped to one pixel.
    if (width <= 1 || height <= 1) continue;
    const scale = element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.d ?? 1) : 1;
    const size = Number.parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size < smallestText - 0.01) flaws.push(`"${words}" is ${size.toFixed(1)} px high`);
  }
  return flaws;
}

/** Looks at the page as it is on each screen in each colour scheme, by size, by axe, and keeps a picture of it. */
export async function checkScreens(page: Page, state: string): Promise<void> {
  for (const { name, width, height } of SCREENS) {
    for (const colorScheme of SCHEMES) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const flaws = () => page.evaluate(findFlaws, SMALLEST_TEXT);
      await expect.poll(flaws, `${state} on a ${name}, ${colorScheme}`).toEqual([]);
      const found = await violations(page, { rules: rulesOf(colorScheme) });
      expect(found, `${state} on a ${name}, ${colorScheme}`).toEqual([]);
      await page.screenshot({
        // A PNG takes three times as long.
        path: `test-results/screens/${state}-${name}-${colorScheme}.jpg`,
        quality: 90,
        fullPage: true,
      });
    }
  }
}
