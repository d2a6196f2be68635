import { expect, type Page } from '@playwright/test';
import { test } from './camera-test.ts';
import { errorCode, expectAgeCurve, expectMessage, expectState, openDemo, pickFile } from './demo.ts';
import { fakeCameraArguments, readSamples } from './fake-camera.ts';

const startButton = (page: Page) => page.getByRole('button', { name: 'Use the camera' });
const stopButton = (page: Page) => page.getByRole('button', { name: 'Stop the camera' });

/** States of the tracks that the page opened: an ended track turns the camera's light off. */
async function recordTracks(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(globalThis, { openedTracks: tracks });
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await original(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  return () =>
    page.evaluate(() =>
      (globalThis as unknown as { openedTracks: MediaStreamTrack[] }).openedTracks.map(
        ({ kind, readyState }) => `${kind} ${readyState}`,
      ),
    );
}

test('the camera gives curves, stop turns it off, and the shutter keeps its picture', async ({
  pageWith,
}) => {
  const page = await pageWith(fakeCameraArguments);
  await openDemo(page);
  const tracks = await recordTracks(page);
  await startButton(page).click();
  await expectState(page, 'camera');
  await expectAgeCurve(page);
  expect(await tracks()).toEqual(['video live']);
  await stopButton(page).click();
  await expect.poll(tracks).toEqual(['video ended']);
  await expect(page.locator('html')).not.toHaveAttribute('data-state', 'camera');

  await startButton(page).click();
  await expectState(page, 'camera');
  expect(await tracks()).toEqual(['video ended', 'video live']);

  await page.getByRole('button', { name: 'Take a picture' }).click();
  await expectState(page, 'result');
  await expectAgeCurve(page);
  expect(await tracks()).toEqual(['video ended', 'video ended']);
  await expect(page.getByRole('img', { name: 'The picture', exact: true })).toBeVisible();
});

test('a picture picked while the camera runs turns it off', async ({ pageWith }) => {
  const page = await pageWith(fakeCameraArguments);
  await openDemo(page);
  const tracks = await recordTracks(page);
  await startButton(page).click();
  await expectState(page, 'camera');
  const sample = (await readSamples()).get('middle.jpg') ?? Buffer.alloc(0);
  await pickFile(page, { name: 'middle.jpg', mimeType: 'image/jpeg', buffer: sample });
  await expectState(page, 'result');
  await expect.poll(tracks).toEqual(['video ended']);
});

const refusals: readonly [name: string, cameraArguments: readonly string[], code: string, title: RegExp][] = [
  // A headless browser refuses the camera unless a flag allows it.
  ['a refused camera', ['--use-fake-device-for-media-stream'], 'camera-refused', /not allowed/i],
  ['no camera', ['--use-fake-ui-for-media-stream'], 'camera-missing', /no camera/i],
];
for (const [name, cameraArguments, code, title] of refusals) {
  test(`${name} is said, with what to do, and photos go on working`, async ({ pageWith }) => {
    const page = await pageWith(cameraArguments);
    await openDemo(page);
    await startButton(page).click();
    await expectState(page, 'error');
    expect(await errorCode(page)).toBe(code);
    await expectMessage(page, title);
    const sample = (await readSamples()).get('middle.jpg') ?? Buffer.alloc(0);
    expect(await pickFile(page, { name: 'middle.jpg', mimeType: 'image/jpeg', buffer: sample })).toBe(
      'result',
    );
  });
}
