import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { errorCode, expectAgeCurve, expectMessage, expectState, openDemo, pickFile } from './demo.ts';
import { fakeCameraArguments, readSamples } from './fake-camera.ts';
import { launchOptions, softwareWebGpu } from './launch-options.ts';

let browser: Browser | undefined;

/** The demo in a browser of its own: which camera there is, is decided when the browser starts. */
async function openWith(cameraArguments: readonly string[], baseURL: string | undefined): Promise<Page> {
  browser = await chromium.launch(await launchOptions([...softwareWebGpu, ...cameraArguments]));
  const page = await browser.newPage(baseURL === undefined ? {} : { baseURL });
  await openDemo(page);
  return page;
}

test.afterEach(async () => {
  await browser?.close();
  browser = undefined;
});

const startButton = (page: Page) => page.getByRole('button', { name: 'Use the camera' });
const stopButton = (page: Page) => page.getByRole('button', { name: 'Stop the camera' });

/** States of the tracks that the page opened, so that the light's going out can be seen. */
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

test('the camera gives curves, and stop turns it off', async ({ baseURL }) => {
  const page = await openWith(fakeCameraArguments, baseURL);
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
});

test('a picture picked while the camera runs turns it off', async ({ baseURL }) => {
  const page = await openWith(fakeCameraArguments, baseURL);
  const tracks = await recordTracks(page);
  await startButton(page).click();
  await expectState(page, 'camera');
  const sample = (await readSamples()).get('middle.jpg') ?? Buffer.alloc(0);
  await pickFile(page, { name: 'middle.jpg', mimeType: 'image/jpeg', buffer: sample });
  await expectState(page, 'result');
  await expect.poll(tracks).toEqual(['video ended']);
});

const refusals: readonly [name: string, cameraArguments: readonly string[], code: string, title: RegExp][] = [
  // Without the flag that answers for the user, a headless browser refuses.
  ['a refused camera', ['--use-fake-device-for-media-stream'], 'camera-refused', /not allowed/i],
  ['no camera', ['--use-fake-ui-for-media-stream'], 'camera-missing', /no camera/i],
];
for (const [name, cameraArguments, code, title] of refusals) {
  test(`${name} is said, with what to do, and photos go on working`, async ({ baseURL }) => {
    const page = await openWith(cameraArguments, baseURL);
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
