import { expect, type Page } from '@playwright/test';
import { violations } from './axe.ts';
import { test } from './camera-test.ts';
import { expectAgeCurve, expectState, openDemo } from './demo.ts';
import { fakeCameraArguments, readSamples } from './fake-camera.ts';
import { checkScreens } from './screens.ts';

const slider = (page: Page) => page.getByRole('slider', { name: 'Moment' });
const number = (page: Page) => page.locator('#age-number');

/** Waits until the camera has shown so many more frames. */
function framesPass(page: Page, count: number): Promise<void> {
  return page.evaluate(
    (most) =>
      new Promise<void>((resolve) => {
        const video = document.querySelector('video');
        let left = most;
        const next = () => (left-- > 0 ? video?.requestVideoFrameCallback(next) : resolve());
        next();
      }),
    count,
  );
}

/** Drops a video of two seconds on the page: first one sample, then another. */
async function dropVideo(page: Page, names: readonly [string, string]): Promise<void> {
  const samples = await readSamples();
  const urls = names.map((name) => `data:image/jpeg;base64,${samples.get(name)?.toString('base64')}`);
  await page.evaluate(async (addresses) => {
    const images = await Promise.all(
      addresses.map(async (src) => {
        const image = Object.assign(new Image(), { src });
        await image.decode();
        return image;
      }),
    );
    const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 360 });
    const context = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' });
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    recorder.start();
    for (let step = 0; step < 40; step++) {
      const image = images[step < 20 ? 0 : 1];
      if (image !== undefined) context?.drawImage(image, 60 + (step % 5), 10, 340, 340);
      // The recorder takes the time of the page as that of the video.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
    recorder.stop();
    await stopped;
    const data = new DataTransfer();
    data.items.add(new File(parts, 'clip.webm', { type: 'video/webm' }));
    dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, urls);
}

test('moments of a camera and of a video, and the keys of the page', async ({ pageWith }) => {
  test.setTimeout(300_000);
  const page = await pageWith(fakeCameraArguments, { reducedMotion: 'reduce' });
  await openDemo(page);

  await test.step('a key lists the keys, which can be switched off', async () => {
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    const histogram = page.locator('input[value=histogram]');
    await page.keyboard.press('?');
    await expect(sheet).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: 'test-results/screens/keys-desktop-light.png' });
    await sheet.getByLabel('Use these keys').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('v');
    await expect(histogram).toBeChecked();
    await page.keyboard.press('?');
    await sheet.getByLabel('Use these keys').check();
    await sheet.getByRole('button', { name: 'Close' }).click();
    await page.keyboard.press('v');
    await expect(histogram).not.toBeChecked();
    await histogram.evaluate((input: HTMLInputElement) => input.click());
  });

  await test.step('a moment of the camera stays while it is held', async () => {
    await page.keyboard.press('c');
    await expectState(page, 'camera');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', 'now');
    await framesPass(page, 60);
    await slider(page).focus();
    await slider(page).press('ArrowLeft');
    await slider(page).press('ArrowLeft');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /^\d seconds? ago$/);
    const held = await number(page).textContent();
    await framesPass(page, 60);
    await expect(number(page)).toHaveText(held ?? '');
    await slider(page).press('Escape');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', 'now');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: 'test-results/screens/shutter-phone-light.png', fullPage: true });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.screenshot({ path: 'test-results/screens/shutter-desktop-light.png', fullPage: true });
  });

  await test.step('the space bar takes a still, and back leads to a camera that is off', async () => {
    await page.locator('h1').click();
    await page.keyboard.press('Space');
    await expectState(page, 'result');
    await expectAgeCurve(page);
    await page.goBack();
    await expect(page.locator('.message-title')).toHaveText(/camera is off/i);
    await page.goForward();
    await expectState(page, 'result');
  });

  await test.step('a video can be sought in, also after its end', async () => {
    await dropVideo(page, ['child.jpg', 'old.jpg']);
    await expectState(page, 'result');
    const video = page.locator('#mirror');
    await expect(video).toHaveJSProperty('ended', true);
    const age = async () => Number(await number(page).textContent());
    await expect.poll(age).toBeGreaterThan(40);
    await slider(page).press('Home');
    await expect.poll(age).toBeLessThan(30);
    await expect(slider(page)).toHaveAttribute('aria-valuetext', 'at 0 seconds');
    await slider(page).press('End');
    await expect.poll(age).toBeGreaterThan(40);
    await checkScreens(page, 'video');
    await page.getByRole('button', { name: 'Play' }).click();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await page.goBack();
    await expect(page.locator('#timeline-sheet')).toBeHidden();
  });
});
