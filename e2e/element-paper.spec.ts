import { expect, type Page } from '@playwright/test';
import { addElement, resultOf, sampleAddress } from './element.ts';
import { faintTexts } from './faint-texts.ts';
import { test } from './shared-element-page.ts';

/** Runs in the page: finds boxes that reach out of their container. */
function reachingOut(): string[] {
  const root = document.querySelector('face-curve')?.shadowRoot;
  const boxOf = (selector: string) => root?.querySelector(selector)?.getBoundingClientRect();
  const pairs = [
    ['.age .histogram > svg', '.age .plot'],
    ['.votes .histogram > svg', '.votes .plot'],
    ['.picture-side', '.base'],
    ['.face-mark', '.stage'],
  ] as const;
  return pairs.flatMap(([inner, outer]) => {
    const [a, b] = [boxOf(inner), boxOf(outer)];
    if (a === undefined || b === undefined) return [`${inner} is missing`];
    const isWithin =
      a.left > b.left - 1 && a.right < b.right + 1 && a.top > b.top - 1 && a.bottom < b.bottom + 1;
    return isWithin ? [] : [inner];
  });
}

async function openWithFace(page: Page, attributes: Readonly<Record<string, string>> = {}) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const given = { src: sampleAddress('old'), curves: 'age attractiveness', webcam: '', ...attributes };
  const element = await addElement(page, given);
  await resultOf(page);
  await expect(element.locator('.votes .bars rect')).toHaveCount(10);
  return element;
}

test('on paper the curve is in the card and the legend has its colours', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const element = await openWithFace(page);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 680, height: 900 });
  // The sizes on the screen, before printing.
  await page.evaluate(() => {
    for (const svg of document
      .querySelector('face-curve')
      ?.shadowRoot?.querySelectorAll('.histogram > svg') ?? []) {
      svg.setAttribute('width', '900');
      svg.setAttribute('viewBox', '0 0 900 216');
    }
  });
  expect(await page.evaluate(reachingOut)).toEqual([]);
  await expect(element.locator('.key')).toHaveCSS('print-color-adjust', 'exact');
  await expect(element.getByRole('button', { name: 'Use the camera' })).toBeHidden();
  await expect(element.locator('.view-switch').first()).toBeHidden();
  await page.pdf({ path: 'test-results/screens/element-paper.pdf' });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`in forced colours every text stands out from its ground, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    const element = await openWithFace(page);
    // Otherwise the number's background would cover "Looks about".
    await expect(element.locator('.age .head')).toHaveCSS('forced-color-adjust', 'none');
    await page.emulateMedia({ forcedColors: 'active', colorScheme, reducedMotion: 'reduce' });
    const faint = await page.evaluate(
      faintTexts,
      '.eyebrow, .number, .say, .button, .key li, .reason, svg text',
    );
    expect(faint).toEqual([]);
    await page.screenshot({ path: `test-results/screens/element-forced-${colorScheme}.png`, fullPage: true });
  });
}

test('the page’s styles of text do not reach into the card', async ({ page }) => {
  const element = await openWithFace(page);
  const heightOf = async () => (await element.boundingBox())?.height;
  const before = await heightOf();
  await element.evaluate((host) => {
    Object.assign(host.style, {
      letterSpacing: '0.3em',
      wordSpacing: '1em',
      textIndent: '3em',
      textTransform: 'uppercase',
      textShadow: '2px 2px 2px red',
      whiteSpace: 'pre',
    });
  });
  for (const [property, value] of [
    ['letter-spacing', 'normal'],
    ['text-indent', '0px'],
    ['text-transform', 'none'],
    ['text-shadow', 'none'],
    ['white-space', 'normal'],
  ] as const)
    await expect(element.locator('.age .say')).toHaveCSS(property, value);
  expect(await heightOf()).toBe(before);
});
