import { expect, type Page } from '@playwright/test';
import { test } from './camera-test.ts';
import { expectState, openDemo } from './demo.ts';
import { fakeCameraArguments } from './fake-camera.ts';
import { checkScreens } from './screens.ts';

const startButton = (page: Page) => page.getByRole('button', { name: 'Use the camera' });

/** Upper edges of the parts above the timeline, in pixels. */
const places = (page: Page) =>
  page.evaluate(() =>
    ['#stage', '#age-sheet', '#votes-sheet', '#timeline-sheet'].map((part) =>
      Math.round(document.querySelector(part)?.getBoundingClientRect().top ?? 0),
    ),
  );

test('while the camera runs, a timeline follows the face; nothing moves for it', async ({ pageWith }) => {
  const page = await pageWith(fakeCameraArguments, { reducedMotion: 'reduce' });
  await openDemo(page);
  const sheet = page.locator('#timeline-sheet');
  const picture = sheet.getByRole('img');
  await expect(sheet).toBeHidden();
  const [, ageBefore, votesBefore] = await places(page);
  await startButton(page).click();
  await expect(sheet).toBeVisible();
  await expect(sheet.getByRole('heading')).toHaveText(/^The last 30 seconds/);
  const atOnce = await places(page);
  expect(atOnce.slice(1, 3)).toEqual([ageBefore, votesBefore]);

  await expectState(page, 'camera');
  await expect(picture).toHaveAccessibleName(/Looks about \d+ now; .+ 8 in 10 .+\d+\.$/);
  await expect(sheet.getByRole('heading')).toHaveText(/^The last 30 seconds: (about|between) \d+/);
  const points = async () =>
    ((await sheet.locator('.timeline-line').getAttribute('d')) ?? '').split(/[ML]/).length - 1;
  await expect.poll(points).toBeGreaterThan(1);
  await expect(sheet.locator('.timeline-band')).toHaveAttribute('d', /^M.+Z$/);
  expect(await places(page)).toEqual(atOnce);
  await checkScreens(page, 'timeline');

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('button', { name: 'Stop the camera' }).click();
  await expect(sheet).toBeHidden();
});

/** Mean of blue minus red in the upper half of the shown picture. */
async function blueness(page: Page): Promise<number> {
  const png = (await page.locator('#stage').screenshot()).toString('base64');
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (context === null) throw new Error('no 2D canvas');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height / 2);
    let sum = 0;
    for (let at = 0; at < data.length; at += 4) sum += (data[at + 2] ?? 0) - (data[at] ?? 0);
    return (4 * sum) / data.length;
  }, png);
}

test('the overlay of where the network looks lies on the mirror, and is mirrored with it', async ({
  pageWith,
}) => {
  const page = await pageWith(fakeCameraArguments, { reducedMotion: 'reduce' });
  await openDemo(page);
  await startButton(page).click();
  await expectState(page, 'camera');
  // Without new frames the picture under the overlay stays the same.
  await page.locator('#mirror').evaluate((video: HTMLVideoElement) => video.pause());
  const before = await blueness(page);
  await page.getByRole('button', { name: 'Where it looks' }).click();
  const overlay = page.locator('#explanation');
  await expect(overlay).toBeVisible();
  expect(await blueness(page)).toBeGreaterThan(before + 5);
  expect(await overlay.evaluate((canvas) => getComputedStyle(canvas).scale)).toBe('-1 1');
});

test('a camera that is refused leaves no timeline behind', async ({ pageWith }) => {
  const page = await pageWith(['--use-fake-device-for-media-stream'], { reducedMotion: 'reduce' });
  await openDemo(page);
  await startButton(page).click();
  await expectState(page, 'error');
  await expect(page.locator('#timeline-sheet')).toBeHidden();
});
