import { expect, type Page, test } from '@playwright/test';
import { test as cameraTest } from './camera-test.ts';
import { addElement, openElementPage, resultOf, sampleAddress } from './element.ts';
import { fakeCameraArguments } from './fake-camera.ts';

/** Adds an empty German iframe of the same origin. */
function addFrame(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.width = '700';
    frame.height = '900';
    document.querySelector('main')?.append(frame);
    frame.contentDocument?.documentElement.setAttribute('lang', 'de');
  });
}

/** Moves the element between the page and the iframe with `append`. */
function moveElement(page: Page, to: 'frame' | 'page'): Promise<void> {
  return page.evaluate((target) => {
    const inner = document.querySelector('iframe')?.contentDocument;
    const element = document.querySelector('face-curve') ?? inner?.querySelector('face-curve');
    const place = target === 'frame' ? inner?.body : document.querySelector('main');
    if (element) place?.append(element);
  }, to);
}

for (const isRendered of [true, false]) {
  test(`moved into a frame and back, the element keeps its styles${isRendered ? '' : ', also before it is rendered'}`, async ({
    page,
  }) => {
    await openElementPage(page);
    await addFrame(page);
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    const inside = page.frameLocator('iframe').locator('face-curve');
    if (isRendered) {
      await addElement(page, { src: sampleAddress('old') });
      await resultOf(page);
      await moveElement(page, 'frame');
    } else {
      await page.evaluate((src) => {
        const element = document.createElement('face-curve');
        Object.assign(element, { assets: '../../assets/', backend: 'wasm', src, id: 'face' });
        document.querySelector('iframe')?.contentDocument?.body.append(element);
      }, sampleAddress('old'));
    }
    await expect(inside.locator('.base')).toHaveCSS('display', 'grid');
    await expect(inside.locator('.age .eyebrow')).toHaveText('Sieht aus wie etwa');
    await expect(inside.locator('.age .bars rect')).toHaveCount(101);
    const widthOfPlot = () => inside.locator('.age .histogram > svg').getAttribute('width');
    const before = Number(await widthOfPlot());
    await page.evaluate(() => document.querySelector('iframe')?.setAttribute('width', '500'));
    await expect.poll(async () => Number(await widthOfPlot())).not.toBe(before);
    await moveElement(page, 'page');
    const outside = page.locator('#face');
    await expect(outside.locator('.base')).toHaveCSS('display', 'grid');
    await expect(outside.locator('.age .eyebrow')).toHaveText('Looks about');
    expect(problems).toEqual([]);
  });
}

test('a frame that goes away takes the worker with it', async ({ page }) => {
  await openElementPage(page);
  await addFrame(page);
  await addElement(page, { src: sampleAddress('old') });
  await resultOf(page);
  await moveElement(page, 'frame');
  expect(page.workers()).toHaveLength(1);
  await page.evaluate(() => document.querySelector('iframe')?.remove());
  await expect.poll(() => page.workers().length).toBe(0);
});

cameraTest(
  'the camera goes on in a picture-in-picture window, and back in the page when it closes',
  async ({ pageWith }) => {
    const page = await pageWith(fakeCameraArguments);
    await openElementPage(page);
    const element = await addElement(page, { webcam: '' });
    await element.getByRole('button', { name: 'Use the camera' }).click();
    await resultOf(page, 2);
    // Events bubble in the element's document, so the page's log misses those of the iframe.
    await element.evaluate((shown) => {
      Object.assign(window, { results: 0 });
      shown.addEventListener('facecurve-result', () => {
        (window as unknown as { results: number }).results++;
      });
    });
    const count = () => page.evaluate(() => (window as unknown as { results: number }).results);
    await page.evaluate(() => {
      const button = document.createElement('button');
      button.textContent = 'Float';
      button.addEventListener('click', async () => {
        const { documentPictureInPicture: pictureInPicture } = window as unknown as {
          documentPictureInPicture?: { requestWindow(): Promise<Window> };
        };
        const floating = (await pictureInPicture?.requestWindow()) ?? window.open('about:blank', '', 'popup');
        const shown = document.querySelector('face-curve');
        if (floating === null || shown === null) throw new Error('no window');
        floating.document.body.append(shown);
        Object.assign(window, { floating });
        floating.addEventListener('pagehide', () => document.querySelector('main')?.append(shown));
      });
      document.body.append(button);
    });
    await page.getByRole('button', { name: 'Float' }).click();
    const displayOf = () =>
      page.evaluate(() => {
        const { floating } = window as unknown as { floating?: Window };
        const base = floating?.document.querySelector('face-curve')?.shadowRoot?.querySelector('.base');
        return base && floating ? floating.getComputedStyle(base).display : 'none';
      });
    await expect.poll(displayOf).toBe('grid');
    const before = await count();
    await expect.poll(count).toBeGreaterThan(before + 2);
    await page.evaluate(() => (window as unknown as { floating: Window }).floating.close());
    await expect(element.locator('.base')).toHaveCSS('display', 'grid');
    const after = await count();
    await expect.poll(count).toBeGreaterThan(after + 2);
    await expect(element.getByRole('button', { name: 'Stop the camera' })).toBeVisible();
  },
);
