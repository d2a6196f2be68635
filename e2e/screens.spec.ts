import { chromium, expect, test } from '@playwright/test';
import { expectState, openDemo, pickFile } from './demo.ts';
import { fakeCameraArguments, readSamples } from './fake-camera.ts';
import { holdWeights } from './hold-weights.ts';
import { launchOptions, softwareWebGpu } from './launch-options.ts';
import { crowdFile, emptyRoomFile, type PictureFile, textFile, tinyFaceFile } from './pictures/odd-files.ts';
import { checkScreens } from './screens.ts';

async function sampleFile(name: string): Promise<PictureFile> {
  const buffer = (await readSamples()).get(name);
  if (buffer === undefined) throw new Error(`public/samples/${name} is missing`);
  return { name, mimeType: 'image/jpeg', buffer };
}

test('loading', async ({ page }) => {
  const release = await holdWeights(page);
  await page.goto('./');
  await expectState(page, 'loading');
  await expect(page.getByRole('progressbar').first()).toBeVisible();
  await checkScreens(page, 'loading');
  release();
  await expectState(page, 'result');
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
      const page = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
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
