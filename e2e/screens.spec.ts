import { chromium, expect, type Page, test } from '@playwright/test';
import { expectState, openDemo, pickFile } from './demo.ts';
import { fakeCameraArguments, readSamples } from './fake-camera.ts';
import { launchOptions, softwareWebGpu } from './launch-options.ts';
import { crowdFile, emptyRoomFile, type PictureFile, textFile, tinyFaceFile } from './pictures/odd-files.ts';

const SCREENS = [
  { name: 'phone', width: 390, height: 844 },
  { name: 'desktop', width: 1280, height: 900 },
];
const SCHEMES = ['light', 'dark'] as const;
/** Pixels. Smaller text is hard to read on a phone. */
const SMALLEST_TEXT = 12;

/** What does not fit the screen, in words; runs in the page. */
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
    // Text for screen readers alone is clipped to a pixel.
    if (width <= 1 || height <= 1) continue;
    const scale = element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.d ?? 1) : 1;
    const size = Number.parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size < smallestText - 0.01) flaws.push(`"${words}" is ${size.toFixed(1)} px high`);
  }
  return flaws;
}

/** Looks at the page as it is on each screen in each colour scheme, and keeps a picture of it. */
async function checkScreens(page: Page, state: string): Promise<void> {
  for (const { name, width, height } of SCREENS) {
    for (const colorScheme of SCHEMES) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const flaws = () => page.evaluate(findFlaws, SMALLEST_TEXT);
      await expect.poll(flaws, `${state} on a ${name}, ${colorScheme}`).toEqual([]);
      await page.screenshot({
        path: `test-results/screens/${state}-${name}-${colorScheme}.png`,
        fullPage: true,
      });
    }
  }
}

async function sampleFile(name: string): Promise<PictureFile> {
  const buffer = (await readSamples()).get(name);
  if (buffer === undefined) throw new Error(`public/samples/${name} is missing`);
  return { name, mimeType: 'image/jpeg', buffer };
}

test('loading', async ({ page }) => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.context().route('**/weights.bin', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('./');
  await expectState(page, 'loading');
  await expect(page.getByRole('progressbar').first()).toBeVisible();
  await checkScreens(page, 'loading');
  release();
  await expectState(page, 'ready');
});

test('ready', async ({ page }) => {
  await openDemo(page);
  await checkScreens(page, 'ready');
});

test('one face, its curves', async ({ page }) => {
  await openDemo(page);
  expect(await pickFile(page, await sampleFile('middle.jpg'))).toBe('result');
  await checkScreens(page, 'age');
});

test('many faces', async ({ page, context }) => {
  await openDemo(page);
  const { buffer } = await sampleFile('old.jpg');
  expect(await pickFile(page, await crowdFile(await context.newPage(), buffer))).toBe('result');
  await checkScreens(page, 'crowd');
});

test('no face, and a face too small', async ({ page, context }) => {
  await openDemo(page);
  const { buffer } = await sampleFile('old.jpg');
  const workshop = await context.newPage();
  expect(await pickFile(page, await emptyRoomFile(workshop, buffer))).toBe('no-face');
  await checkScreens(page, 'no-face');
  await pickFile(page, await tinyFaceFile(workshop, buffer));
  await checkScreens(page, 'small-face');
});

test('an error', async ({ page }) => {
  await openDemo(page);
  expect(await pickFile(page, textFile)).toBe('error');
  await checkScreens(page, 'error');
});

for (const [state, cameraArguments] of [
  ['camera', fakeCameraArguments],
  ['camera-refused', ['--use-fake-device-for-media-stream']],
] as const) {
  test(state, async ({ baseURL }) => {
    const browser = await chromium.launch(await launchOptions([...softwareWebGpu, ...cameraArguments]));
    try {
      const page = await browser.newPage(baseURL === undefined ? {} : { baseURL });
      await openDemo(page);
      await page
        .getByRole('button', { name: /camera/i })
        .first()
        .click();
      await expectState(page, state === 'camera' ? 'camera' : 'error');
      await checkScreens(page, state);
    } finally {
      await browser.close();
    }
  });
}
