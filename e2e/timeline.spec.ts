import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { expectState, openDemo } from './demo.ts';
import { fakeCameraArguments } from './fake-camera.ts';
import { launchOptions, softwareWebGpu } from './launch-options.ts';
import { checkScreens } from './screens.ts';

let browser: Browser | undefined;

async function openWith(cameraArguments: readonly string[], baseURL = ''): Promise<Page> {
  browser = await chromium.launch(await launchOptions([...softwareWebGpu, ...cameraArguments]));
  const page = await (await browser.newContext({ baseURL, reducedMotion: 'reduce' })).newPage();
  await openDemo(page);
  return page;
}

test.afterEach(async () => {
  await browser?.close();
  browser = undefined;
});

const startButton = (page: Page) => page.getByRole('button', { name: 'Use the camera' });

/** Upper edges of what is above the timeline, in pixels. */
const places = (page: Page) =>
  page.evaluate(() =>
    ['#stage', '#age-sheet', '#votes-sheet', '#timeline-sheet'].map((part) =>
      Math.round(document.querySelector(part)?.getBoundingClientRect().top ?? 0),
    ),
  );

test('while the camera runs, a timeline follows the face; nothing moves for it', async ({ baseURL }) => {
  const page = await openWith(fakeCameraArguments, baseURL);
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

test('the overlay of where the network looks is mirrored with the camera', async ({ baseURL }) => {
  const page = await openWith(fakeCameraArguments, baseURL);
  await startButton(page).click();
  await expectState(page, 'camera');
  await page.getByRole('button', { name: 'Where it looks' }).click();
  const overlay = page.locator('#explanation');
  await expect(overlay).toBeVisible();
  expect(await overlay.evaluate((canvas) => getComputedStyle(canvas).scale)).toBe('-1 1');
});

test('a camera that is refused leaves no timeline behind', async ({ baseURL }) => {
  const page = await openWith(['--use-fake-device-for-media-stream'], baseURL);
  await startButton(page).click();
  await expectState(page, 'error');
  await expect(page.locator('#timeline-sheet')).toBeHidden();
});
