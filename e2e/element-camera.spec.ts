import { expect, type Page } from '@playwright/test';
import { test } from './camera-test.ts';
import { addElement, eventsOf, openElementPage, resultOf, sampleAddress } from './element.ts';
import { fakeCameraArguments } from './fake-camera.ts';

/** Opens the element's page and records the tracks that it opens. */
async function openRecorded(page: Page): Promise<Page> {
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(globalThis, { openedTracks: tracks });
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await original(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  await openElementPage(page);
  return page;
}

/** Kinds and states of the tracks that the page opened: an ended track turns the camera's light off. */
function tracks(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    (globalThis as unknown as { openedTracks: MediaStreamTrack[] }).openedTracks.map(
      ({ kind, readyState }) => `${kind} ${readyState}`,
    ),
  );
}

test('the camera starts with its button alone, gives curves, and stops at once', async ({ pageWith }) => {
  const page = await openRecorded(await pageWith(fakeCameraArguments));
  const element = await addElement(page, { webcam: '', curves: 'age attractiveness' });
  const start = element.getByRole('button', { name: 'Use the camera' });
  await expect(start).toBeVisible();
  await expect(element.locator('.reason')).toHaveText(/on this device and not kept/);
  // Setting attributes never asks for the camera.
  await page.evaluate(() => {
    const shown = document.querySelector('face-curve');
    for (const webcam of [false, true, true]) Object.assign(shown ?? {}, { webcam, interval: Math.random() });
  });
  expect(await tracks(page)).toEqual([]);
  expect(page.workers()).toHaveLength(0);

  await start.click();
  const { source, faces } = await resultOf(page, 2);
  expect(source).toBe('camera');
  expect(faces).toHaveLength(1);
  await expect(element.locator('.age .say')).toHaveText(/8 in 10 faces/);
  expect(await tracks(page)).toEqual(['video live']);

  await element.getByRole('button', { name: 'Stop the camera' }).click();
  expect(await tracks(page)).toEqual(['video ended']);
  await expect(element.locator('.message-title')).toHaveText('The camera is off');
  await expect(start).toBeVisible();
  const count = (await eventsOf(page, 'facecurve-result')).length;
  await start.click();
  await resultOf(page, count + 1);
  expect(await tracks(page)).toEqual(['video ended', 'video live']);
});

test('taken out of the page, or its page left, it turns the camera off', async ({ pageWith }) => {
  const page = await openRecorded(await pageWith(fakeCameraArguments));
  const element = await addElement(page, { webcam: '' });
  await element.getByRole('button', { name: 'Use the camera' }).click();
  await resultOf(page);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  expect(await tracks(page)).toEqual(['video ended']);
  await expect(element.locator('.message-text')).toHaveText(/turned off when you left/);
  await expect.poll(() => page.workers().length).toBe(0);

  const count = (await eventsOf(page, 'facecurve-result')).length;
  await element.getByRole('button', { name: 'Use the camera' }).click();
  await resultOf(page, count + 1);
  await page.evaluate(() => document.querySelector('face-curve')?.remove());
  await expect.poll(() => tracks(page)).toEqual(['video ended', 'video ended']);
  await expect.poll(() => page.workers().length).toBe(0);
});

test('with the webcam attribute gone the camera is off, and a picture takes its place', async ({
  pageWith,
}) => {
  const page = await openRecorded(await pageWith(fakeCameraArguments));
  const element = await addElement(page, { webcam: '' });
  await element.getByRole('button', { name: 'Use the camera' }).click();
  await resultOf(page);
  await page.evaluate((src) => {
    const shown = document.querySelector('face-curve');
    Object.assign(shown ?? {}, { webcam: false, src });
  }, sampleAddress('old'));
  await expect.poll(() => tracks(page)).toEqual(['video ended']);
  await expect
    .poll(async () => (await eventsOf(page, 'facecurve-result')).at(-1)?.detail)
    .toMatchObject({ source: 'picture' });
  await expect(element.getByRole('button', { name: /camera/i })).toHaveCount(0);
});

test('a refused camera is said with what to do', async ({ pageWith }) => {
  const page = await openRecorded(await pageWith(['--use-fake-device-for-media-stream']));
  const element = await addElement(page, { webcam: '' });
  await element.getByRole('button', { name: 'Use the camera' }).click();
  await expect(element.locator('.message-title')).toHaveText('The camera is not allowed');
  await expect(element.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(element.getByRole('button', { name: 'Use the camera' })).toBeVisible();
  expect(await eventsOf(page, 'facecurve-error')).toMatchObject([{ detail: { code: 'camera-refused' } }]);
});

test('facing prefers a camera, as attribute and as property, also while a camera runs', async ({
  pageWith,
}) => {
  const page = await pageWith(fakeCameraArguments);
  await page.addInitScript(() => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (constraints) => {
      asked.push(Object(constraints?.video).facingMode);
      return original(constraints);
    };
  });
  await openRecorded(page);
  const asked = () => page.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked);
  const element = await addElement(page, { webcam: '', facing: 'environment' });
  await element.getByRole('button', { name: 'Use the camera' }).click();
  await resultOf(page);
  expect(await asked()).toEqual(['environment']);
  const count = (await eventsOf(page, 'facecurve-result')).length;
  await page.evaluate(() => Object.assign(document.querySelector('face-curve') ?? {}, { facing: 'user' }));
  await expect.poll(asked).toEqual(['environment', 'user']);
  await resultOf(page, count + 1);
  expect(await tracks(page)).toEqual(['video ended', 'video live']);
  await expect(element).toHaveAttribute('facing', 'user');
  // Without a camera that runs, nothing is asked for.
  await element.getByRole('button', { name: 'Stop the camera' }).click();
  await page.evaluate(() => document.querySelector('face-curve')?.setAttribute('facing', 'sideways'));
  expect(await asked()).toEqual(['environment', 'user']);
  await element.getByRole('button', { name: 'Use the camera' }).click();
  await expect.poll(asked).toEqual(['environment', 'user', 'user']);
});
