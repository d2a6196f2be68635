import { expect, type Page, test } from '@playwright/test';
import { expectState, openDemo, pickFile } from './demo.ts';
import { readSamples } from './fake-camera.ts';
import { checkScreens } from './screens.ts';

async function pickSample(page: Page, name: string): Promise<void> {
  const buffer = (await readSamples()).get(name) ?? Buffer.alloc(0);
  expect(await pickFile(page, { name, mimeType: 'image/jpeg', buffer })).toBe('result');
}

const sheet = (page: Page) => page.locator('#fool-sheet');
const sentence = (page: Page) => sheet(page).locator('.say');
const number = (page: Page) => sheet(page).locator('.number');
const slider = (page: Page) => sheet(page).getByRole('slider');
const choose = (page: Page, name: string) => sheet(page).getByRole('radio', { name }).check({ force: true });
const back = (page: Page) => sheet(page).getByRole('button', { name: 'Back to the picture' });
const outline = (page: Page) => sheet(page).locator('.fool-outline').getAttribute('d');

/** Heights of the drawn bars; none where the estimate gave up. */
const bars = (page: Page) =>
  sheet(page)
    .locator('.bars rect')
    .evaluateAll((all) => all.map((bar) => bar.getAttribute('height')));

/** Mean of the green of the changed picture, 0 to 255. */
const brightness = (page: Page) =>
  sheet(page)
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let sum = 0;
      for (let at = 0; at < data.length; at += 4) sum += data[at + 1] ?? 0;
      return (4 * sum) / data.length;
    });

/** Runs through the chosen slider. @returns milliseconds of one of its 25 stops */
async function runThrough(page: Page): Promise<number> {
  const start = Date.now();
  await sheet(page).getByRole('button', { name: 'Let it run' }).click();
  await expect(sheet(page).locator('.fool-swept p')).not.toBeEmpty();
  return (Date.now() - start) / 25;
}

test('a picture is changed by sliders, and its curve follows; a way back, no votes, no request', async ({
  page,
}) => {
  await openDemo(page);
  const figure = page.locator('#requests');
  await expect(figure).toHaveText('0 requests since loading');
  await expect(sheet(page)).toBeHidden();
  const start = Date.now();
  await pickSample(page, 'middle.jpg');
  const ofPhoto = Date.now() - start;
  const shown = Number(await page.locator('#age-number').textContent());

  await test.step('it opens on the picture as it is', async () => {
    await page.getByRole('button', { name: 'Change the picture' }).click();
    await expect(sentence(page)).toHaveText(/^As at first: 8.in.10 between \d+ and \d+\.$/);
    expect(Math.abs(Number(await number(page).textContent()) - shown)).toBeLessThan(3);
    await expect(back(page)).toBeDisabled();
  });
  const first = await outline(page);
  const asItIs = await brightness(page);

  await test.step('the keyboard turns the light down until the estimate gives up; the first curve stays', async () => {
    await slider(page).press('Home');
    await expect(sentence(page)).toHaveText('The estimate gives up: too dark.');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', '6 stops darker');
    expect(await brightness(page)).toBeLessThan(0.5 * asItIs);
    expect(await bars(page)).toEqual([]);
    expect(await outline(page)).toBe(first);
    // Screen readers hear it once the slider rests.
    await expect(page.locator('#status')).toHaveText('The estimate gives up: too dark.');
  });

  await test.step('a way back', async () => {
    await back(page).click();
    await expect(sentence(page)).toHaveText(/^As at first/);
    expect(await brightness(page)).toBe(asItIs);
    await expect(slider(page)).toHaveAttribute('aria-valuetext', 'as it is');
  });

  await test.step('two changes at once move the curve; the sentence agrees with the numbers', async () => {
    const before = await bars(page);
    const wasThen = Number(await number(page).textContent());
    await choose(page, 'Blur');
    await slider(page).fill('6');
    await choose(page, 'No colour');
    await slider(page).press('End');
    await expect(sentence(page)).not.toHaveText(/^As at first/);
    expect(await bars(page)).not.toEqual(before);
    await expect(sheet(page).locator('[data-changed]')).toHaveCount(2);
    await expect(async () => {
      const years = Number(await number(page).textContent()) - wasThen;
      const way = years === 0 ? /^The same age/ : years > 0 ? /years? older/ : /years? younger/;
      expect(await sentence(page).textContent()).toMatch(way);
    }).toPass();
    await back(page).click();
  });

  await test.step('it runs through a slider by itself, as fast as photos are estimated', async () => {
    await choose(page, 'Size');
    // Reading a file is in the time of the photo, changing the picture in that of a stop.
    expect(await runThrough(page)).toBeLessThan(2 * ofPhoto);
    const plot = sheet(page).locator('.fool-swept svg');
    await expect(plot).toHaveAccessibleName(
      /^Size\. Along the slider the number was .+ the estimate gave up\.$/,
    );
    await expect(plot.locator('.timeline-band')).toHaveAttribute('d', /^M.+Z$/);
    await expect(slider(page)).toHaveValue('0');
    await checkScreens(page, 'fool');
  });

  await test.step('it shows ages alone, and follows another picture until it is closed', async () => {
    expect(await sheet(page).textContent()).not.toMatch(/vote|attractive|rater/i);
    await pickSample(page, 'child.jpg');
    const child = Number(await page.locator('#age-number').textContent());
    await expect(async () => {
      expect(Math.abs(Number(await number(page).textContent()) - child)).toBeLessThan(3);
    }).toPass();
    expect(await outline(page)).not.toBe(first);
    await sheet(page).getByRole('button', { name: 'Close' }).click();
    await expect(sentence(page)).toBeHidden();
    await expect(figure).toHaveText('0 requests since loading');
  });
});

/** Runs in the page before its scripts: a camera that shows a sample, whose light the test sets. */
function fakeLight({ source }: { source: string }): void {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const image = new Image();
  image.src = source;
  Object.assign(globalThis, { light: 1 });
  const draw = () => {
    const context = canvas.getContext('2d');
    if (context !== null) {
      context.fillStyle = '#808080';
      context.fillRect(0, 0, 640, 480);
      context.filter = `brightness(${(globalThis as unknown as { light: number }).light})`;
      context.drawImage(image, 100, 20, 440, 440);
    }
    requestAnimationFrame(draw);
  };
  draw();
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream();
}

test('the camera says what would help, and a still of it can be changed', async ({ page }) => {
  const sample = (await readSamples()).get('old.jpg') ?? Buffer.alloc(0);
  await page.addInitScript(fakeLight, { source: `data:image/jpeg;base64,${sample.toString('base64')}` });
  // Fails in the quiet moment after loading, and at the camera's first frame.
  let failures = 0;
  await page
    .context()
    .route(/built\/fool-.*\.js$/, (route) => (failures++ < 2 ? route.abort() : route.continue()));
  await openDemo(page);
  const hint = page.locator('#hint');
  const setLight = (light: number) =>
    page.evaluate((value) => Object.assign(globalThis, { light: value }), light);
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await expectState(page, 'camera');
  await expect(hint).toBeHidden();
  await setLight(0.3);
  await expect(hint).toHaveText('Turn to the light.');
  expect(failures).toBeGreaterThan(2);
  await expect(page.locator('#age-sheet')).toHaveAttribute('data-mode', 'curve');
  await checkScreens(page, 'camera-hint');
  await setLight(1);
  await expect(hint).not.toHaveText('Turn to the light.');

  const change = page.getByRole('button', { name: 'Change the picture' });
  await change.click();
  await expectState(page, 'result');
  await expect(sentence(page)).toHaveText(/^As at first/);
  await expect(page.getByRole('button', { name: 'Use the camera' })).toBeVisible();
});
