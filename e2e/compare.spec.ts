import { expect, type Page, test } from '@playwright/test';
import { expectState, openDemoSooner, pickFile } from './demo.ts';
import { readSamples } from './fake-camera.ts';
import { crowdFile, type PictureFile, tinyFaceFile } from './pictures/odd-files.ts';
import { checkScreens } from './screens.ts';

async function sampleFile(name: string): Promise<PictureFile> {
  return { name, mimeType: 'image/jpeg', buffer: (await readSamples()).get(name) ?? Buffer.alloc(0) };
}

const sheet = (page: Page) => page.locator('#compare-sheet');
const hold = (page: Page) => page.getByRole('button', { name: 'Compare with another face' });
const overlapText = (page: Page) => page.locator('#compare-overlap');

/** Reads the drawn bars of one kind from the page, each as its share of their sum. */
function barHeights(page: Page, whose: string): Promise<number[]> {
  return page
    .locator(`#compare-plot rect[data-whose="${whose}"]`)
    .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))));
}

test('two photos are compared: both curves in one plot, what they share as a number, no winner', async ({
  page,
}) => {
  await openDemoSooner(page);
  await expect(sheet(page)).toBeHidden();
  expect(await pickFile(page, await sampleFile('young.jpg'))).toBe('result');
  const first = await page.locator('#age-number').textContent();
  await hold(page).click();
  await expect(page.getByText(/now choose the second face/i)).toBeVisible();
  await expect(overlapText(page)).toBeHidden();
  await checkScreens(page, 'compare-waiting');

  expect(await pickFile(page, await sampleFile('old.jpg'))).toBe('result');
  const second = await page.locator('#age-number').textContent();
  await expect(page.locator('.compare-years')).toHaveText([first ?? '', second ?? '']);
  await expect(overlapText(page)).toHaveText(/^Their curves overlap by (under 1|\d+)%\.$/);
  const years = Number(second) - Number(first);
  expect(years).toBeGreaterThan(5);
  await expect(page.locator('#compare-apart')).toHaveText(
    new RegExp(`^The second face looks about (${years - 1}|${years}|${years + 1}) years older\\. .*8 of 10`),
  );
  expect(await sheet(page).textContent()).not.toMatch(/better|best|winner|wins|attractive|score/i);

  const [one, other, both] = await Promise.all(
    ['first', 'second', 'both'].map((whose) => barHeights(page, whose)),
  );
  expect(one).toHaveLength(101);
  expect(both).toEqual(one?.map((height, index) => Math.min(height, other?.[index] ?? 0)));
  await checkScreens(page, 'compare-two');
  expect(await page.locator('#compare-plot svg').getAttribute('aria-label')).toMatch(
    /First face: Age curve.*Second face: Age curve/,
  );
});

test('a face with itself overlaps wholly, and the drawn bars say the same as the number', async ({
  page,
}) => {
  await openDemoSooner(page);
  const file = await sampleFile('middle.jpg');
  expect(await pickFile(page, file)).toBe('result');
  await hold(page).click();
  expect(await pickFile(page, file)).toBe('result');
  await expect(overlapText(page)).toHaveText('Their curves overlap by 100%.');
  await expect(page.locator('#compare-apart')).toHaveText(/^Both look about the same age\./);
  expect(await pickFile(page, await sampleFile('young.jpg'))).toBe('result');
  const said = Number(/(\d+)%/.exec((await overlapText(page).textContent()) ?? '')?.[1]);
  const sum = (heights: number[]) => heights.reduce((total, height) => total + height, 0);
  const drawn = sum(await barHeights(page, 'both')) / sum(await barHeights(page, 'first'));
  // The plot draws tiny bars as dots, which are a little too high.
  expect(Math.abs(100 * drawn - said)).toBeLessThan(8);
});

test('two faces of one picture are compared, and letting go ends it', async ({ page, context }) => {
  await openDemoSooner(page);
  const { buffer } = await sampleFile('old.jpg');
  expect(await pickFile(page, await crowdFile(await context.newPage(), buffer))).toBe('result');
  await hold(page).click();
  await page.locator('.face-card[aria-pressed="false"]').nth(2).click();
  await expect(overlapText(page)).toBeVisible();
  await page.getByRole('button', { name: 'End comparing' }).click();
  await expect(overlapText(page)).toBeHidden();
  await expect(hold(page)).toBeVisible();
});

test('what is held waits while there is no second curve, and is forgotten with the page', async ({
  page,
  context,
}) => {
  await openDemoSooner(page);
  const { buffer } = await sampleFile('old.jpg');
  expect(await pickFile(page, await sampleFile('young.jpg'))).toBe('result');
  await hold(page).click();
  await pickFile(page, await tinyFaceFile(await context.newPage(), buffer));
  await expect(page.getByText(/now choose the second face/i)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save as picture' })).toBeDisabled();
  await page.reload();
  await expectState(page, 'ready');
  await expect(sheet(page)).toBeHidden();
});

test('in German', async ({ page }) => {
  await page.goto('./?lang=de&sample=none&detector=graph');
  await expectState(page, 'ready');
  expect(await pickFile(page, await sampleFile('young.jpg'))).toBe('result');
  await page.getByRole('button', { name: 'Mit anderem Gesicht vergleichen' }).click();
  expect(await pickFile(page, await sampleFile('old.jpg'))).toBe('result');
  await expect(overlapText(page)).toHaveText(/^Ihre Kurven überschneiden sich zu .*\d+\s%\.$/);
  await checkScreens(page, 'compare-german');
});
