import { expect, type Page } from '@playwright/test';
import { test } from './camera-test.ts';
import { errorCode, expectMessage, expectState, openDemoSooner, outcomeOf } from './demo.ts';
import { fakeCameraArguments } from './fake-camera.ts';
import { checkScreens } from './screens.ts';
import { serveFolder } from './static-server.ts';

/** Arguments for a browser with this many fake cameras, which show Chromium's test pictures. */
const cameras = (count: number) => [
  '--use-fake-ui-for-media-stream',
  `--use-fake-device-for-media-stream=device-count=${count}`,
];

/** Opens the demo and records its calls for a camera. `prepare` runs before the demo's scripts. */
async function openRecorded(page: Page, prepare?: () => void): Promise<Page> {
  await page.addInitScript(recordCamera);
  if (prepare !== undefined) await page.addInitScript(prepare);
  await openDemoSooner(page);
  return page;
}

/** The page's calls for a camera, and the tracks that the browser gave. */
interface CameraRecord {
  readonly asked: MediaStreamConstraints[];
  readonly tracks: MediaStreamTrack[];
  /** The message that the page showed in place of the curve when it asked for the camera. */
  readonly reasons: string[];
}

/** Runs in the page before the page's scripts. */
function recordCamera(): void {
  const record: CameraRecord = { asked: [], tracks: [], reasons: [] };
  Object.assign(globalThis, { cameraRecord: record });
  // A page without https has no `mediaDevices`.
  if (navigator.mediaDevices === undefined) return;
  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints = {}) => {
    record.asked.push(constraints);
    record.reasons.push(document.querySelector('#age-message')?.textContent ?? '');
    const stream = await original(constraints);
    record.tracks.push(...stream.getTracks());
    return stream;
  };
}

const tracks = (page: Page) =>
  page.evaluate(() =>
    (globalThis as unknown as { cameraRecord: CameraRecord }).cameraRecord.tracks.map(
      ({ kind, label, readyState }) => `${kind} ${label} ${readyState}`,
    ),
  );

const mainButton = (page: Page) => page.locator('#use-camera');
const controls = (page: Page) => page.getByRole('group', { name: 'Camera', exact: true });
const picker = (page: Page) => page.getByRole('combobox', { name: 'Which camera' });
const mirror = (page: Page) => page.getByRole('button', { name: 'As in a mirror' });
const switchButton = (page: Page) => page.getByRole('button', { name: 'Front or back camera' });

async function startCamera(page: Page): Promise<void> {
  await mainButton(page).click();
  await expectState(page, 'camera');
}

/** True if the page shows the camera's picture mirrored. */
const isMirrored = (page: Page) =>
  page.locator('#mirror').evaluate((video) => getComputedStyle(video).scale.startsWith('-1'));

// Tests with the same cameras stand together, since other cameras need another browser.
test('nothing is asked of a camera before a tap, and the reason stands there before it is', async ({
  pageWith,
}) => {
  const page = await openRecorded(await pageWith(cameras(1)));
  const record = () =>
    page.evaluate(() => {
      const { asked, reasons } = (globalThis as unknown as { cameraRecord: CameraRecord }).cameraRecord;
      return { asked, reasons };
    });
  expect((await record()).asked).toEqual([]);
  await expect(controls(page)).toBeHidden();
  await startCamera(page);
  const { asked, reasons } = await record();
  expect(asked).toEqual([expect.objectContaining({ audio: false })]);
  expect(reasons.join()).toMatch(/processed on this device and not kept/);
  // Without these attributes iOS plays the video in full screen, or not at all.
  const video = page.locator('#mirror');
  await expect(video).toHaveAttribute('playsinline', '');
  expect(await video.evaluate((element: HTMLVideoElement) => [element.muted, element.autoplay])).toEqual([
    true,
    false,
  ]);
});

test('a stop while the browser still asks is kept to', async ({ pageWith }) => {
  const page = await openRecorded(await pageWith(cameras(1)));
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const original = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (constraints) =>
      new Promise((resolve) => {
        Object.assign(globalThis, { answerYes: () => resolve(original(constraints)) });
      });
  });
  await mainButton(page).click();
  await page.waitForFunction(() => 'answerYes' in globalThis);
  await expect(mainButton(page)).toHaveText('Stop the camera');
  await mainButton(page).click();
  await page.evaluate(() => (globalThis as unknown as { answerYes: () => void }).answerYes());
  await expect.poll(() => tracks(page)).toEqual(['video fake_device_0 ended']);
  await expectState(page, 'ready');
  await expect(controls(page)).toBeHidden();
});

test('a camera that is unplugged while it runs is said to be gone', async ({ pageWith }) => {
  const page = await openRecorded(await pageWith(cameras(1)));
  await startCamera(page);
  await page.evaluate(() => {
    const [track] = (globalThis as unknown as { cameraRecord: CameraRecord }).cameraRecord.tracks;
    track?.dispatchEvent(new Event('ended'));
  });
  await expectState(page, 'error');
  expect(await errorCode(page)).toBe('camera-lost');
  await expectMessage(page, /camera is gone/i);
  await expect(controls(page)).toBeHidden();
  expect(await tracks(page)).toEqual(['video fake_device_0 ended']);
});

const failures: readonly [error: string, code: string, title: RegExp][] = [
  ['NotAllowedError', 'camera-refused', /not allowed/i],
  ['NotFoundError', 'camera-missing', /no camera$/i],
  ['NotReadableError', 'camera-busy', /busy/i],
];
test('each way in which no camera is given has words of its own', async ({ pageWith }) => {
  const page = await openRecorded(await pageWith(cameras(1)));
  for (const [error, code, title] of failures) {
    await test.step(error, async () => {
      await page.evaluate((name) => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));
      }, error);
      expect(await outcomeOf(page, () => mainButton(page).click())).toBe('error');
      expect(await errorCode(page)).toBe(code);
      await expectMessage(page, title);
      await expect(mainButton(page)).toHaveText('Use the camera');
      await checkScreens(page, code);
    });
  }
});

test('of several cameras one is picked, and the first is off when the second runs', async ({ pageWith }) => {
  const page = await openRecorded(await pageWith(cameras(3)));
  await startCamera(page);
  await expect(picker(page).locator('option')).toHaveText([
    'fake_device_0',
    'fake_device_1',
    'fake_device_2',
  ]);
  await expect(picker(page).locator('option:checked')).toHaveText('fake_device_0');
  await picker(page).focus();
  await picker(page).selectOption('fake_device_2');
  await expect.poll(() => tracks(page)).toEqual(['video fake_device_0 ended', 'video fake_device_2 live']);
  await expectState(page, 'camera');
  await expect(picker(page).locator('option:checked')).toHaveText('fake_device_2');
  // The keyboard's focus stays on the list of cameras.
  await expect(picker(page)).toBeFocused();
  await checkScreens(page, 'camera-picker');
});

test('the list follows the cameras that come and go', async ({ pageWith }) => {
  const page = await openRecorded(await pageWith(cameras(2)), () => {
    // Nobody can unplug a fake device, so the test hides the second one and shows it later.
    const { mediaDevices } = navigator;
    const original = mediaDevices.enumerateDevices.bind(mediaDevices);
    mediaDevices.enumerateDevices = async () => {
      const isPlugged = 'secondCamera' in globalThis;
      return (await original()).filter(({ label }) => isPlugged || !label.startsWith('fake_device_1'));
    };
  });
  await startCamera(page);
  await expect(picker(page)).toBeHidden();
  await page.evaluate(() => {
    Object.assign(globalThis, { secondCamera: true });
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  });
  await expect(picker(page)).toBeVisible();
  await expect(picker(page).locator('option')).toHaveCount(2);
});

/** Runs in the page: says that the fake cameras face the user and the environment, as on a phone. */
function faceBothWays(): void {
  const sideOf = (label: string) => (label.startsWith('fake_device_1') ? 'environment' : 'user');
  const { getCapabilities } = InputDeviceInfo.prototype;
  InputDeviceInfo.prototype.getCapabilities = function () {
    return { ...getCapabilities.call(this), facingMode: [sideOf(this.label)] };
  };
  const { getSettings } = MediaStreamTrack.prototype;
  MediaStreamTrack.prototype.getSettings = function () {
    return { ...getSettings.call(this), facingMode: sideOf(this.label) };
  };
}

test('a phone switches between front and back; only the front is as in a mirror', async ({ pageWith }) => {
  const page = await openRecorded(await pageWith(cameras(2)), faceBothWays);
  await startCamera(page);
  await expect(picker(page)).toBeHidden();
  expect(await isMirrored(page)).toBe(true);
  await checkScreens(page, 'camera-front');
  await switchButton(page).click();
  await expect.poll(() => tracks(page)).toEqual(['video fake_device_0 ended', 'video fake_device_1 live']);
  await expectState(page, 'camera');
  await expect(mirror(page)).toHaveAttribute('aria-pressed', 'false');
  expect(await isMirrored(page)).toBe(false);
  await switchButton(page).click();
  await expect.poll(async () => (await tracks(page)).at(-1)).toBe('video fake_device_0 live');
  await expect(mirror(page)).toHaveAttribute('aria-pressed', 'true');
});

test('it says that the camera is on while it is, and both end at once', async ({ pageWith }) => {
  const page = await openRecorded(await pageWith(fakeCameraArguments));
  await startCamera(page);
  await expect(controls(page).getByText('Camera on')).toBeVisible();
  await expect(picker(page)).toBeHidden();
  await expect(switchButton(page)).toBeHidden();
  // The test does not wait: the camera is off as soon as the click has been handled.
  const after = await mainButton(page).evaluate((button: HTMLButtonElement) => {
    button.click();
    const { tracks: opened } = (globalThis as unknown as { cameraRecord: CameraRecord }).cameraRecord;
    return opened.map(({ readyState }) => readyState);
  });
  expect(after).toEqual(['ended']);
  await expect(controls(page)).toBeHidden();
  await expect(mainButton(page)).toHaveText('Use the camera');
});

test('the picture is as in a mirror or not, and faces keep their marks', async ({ pageWith }) => {
  const page = await openRecorded(await pageWith(fakeCameraArguments));
  await startCamera(page);
  await expect(mirror(page)).toHaveAttribute('aria-pressed', 'true');
  expect(await isMirrored(page)).toBe(true);
  await mirror(page).click();
  await expect(mirror(page)).toHaveAttribute('aria-pressed', 'false');
  expect(await isMirrored(page)).toBe(false);
  await expect(page.locator('.face-mark').first()).toBeVisible();
  await checkScreens(page, 'camera-plain');
});

test('a page that is not served securely says that this is why', async ({ pageWith }) => {
  const server = await serveFolder('dist/site');
  try {
    const { port } = new URL(server.origin);
    const nameServer = '--host-resolver-rules=MAP insecure.test 127.0.0.1';
    const page = await openRecorded(
      await pageWith([...cameras(1), nameServer], { baseURL: `http://insecure.test:${port}/` }),
    );
    await mainButton(page).click();
    await expectState(page, 'error');
    expect(await errorCode(page)).toBe('camera-insecure');
    await expectMessage(page, /no camera at this address/i);
    await checkScreens(page, 'camera-insecure');
  } finally {
    await server.close();
  }
});
