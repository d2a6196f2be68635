import { chromium, expect, test } from '@playwright/test';
import { ON_PROCESSOR_SOONER } from '../scripts/graphics-card.mjs';
import { expectState, openDemo, pickFile } from './demo.ts';
import { fakeCameraArguments, readSamples } from './fake-camera.ts';
import { holdWeights } from './hold-weights.ts';
import { launchOptions } from './launch-options.ts';
import { crowdFile, emptyRoomFile, type PictureFile, textFile, tinyFaceFile } from './pictures/odd-files.ts';
import { readNotice } from './read-notice.ts';
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

test('ready, one face with its curves, no face, a face too small, and an error', async ({
  page,
  context,
}) => {
  await openDemo(page);
  await checkScreens(page, 'ready');
  await test.step('one face', async () => {
    expect(await pickFile(page, await sampleFile('middle.jpg'))).toBe('result');
    await checkScreens(page, 'age');
  });
  await test.step('no face, and a face too small', async () => {
    const { buffer } = await sampleFile('old.jpg');
    const workshop = await context.newPage();
    expect(await pickFile(page, await emptyRoomFile(workshop, buffer))).toBe('no-face');
    await checkScreens(page, 'no-face');
    await pickFile(page, await tinyFaceFile(workshop, buffer));
    await checkScreens(page, 'small-face');
  });
  await test.step('an error', async () => {
    expect(await pickFile(page, textFile)).toBe('error');
    await checkScreens(page, 'error');
  });
});

test('many faces', async ({ page, context }) => {
  await openDemo(page);
  const { buffer } = await sampleFile('old.jpg');
  expect(await pickFile(page, await crowdFile(await context.newPage(), buffer))).toBe('result');
  await checkScreens(page, 'crowd');
});

// A refused camera is in camera-controls.spec.ts.
test('camera', async ({ baseURL }) => {
  const browser = await chromium.launch(
    await launchOptions([...ON_PROCESSOR_SOONER, ...fakeCameraArguments]),
  );
  try {
    const context = await browser.newContext({ baseURL: baseURL ?? '' });
    await readNotice(context);
    const page = await context.newPage();
    await openDemo(page);
    await page
      .getByRole('button', { name: /camera/i })
      .first()
      .click();
    await expectState(page, 'camera');
    await checkScreens(page, 'camera');
  } finally {
    await browser.close();
  }
});
