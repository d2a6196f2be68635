import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { expect, type JSHandle, type Page, test } from '@playwright/test';
import { openDemoSooner, pickFile } from './demo.ts';
import { readSamples } from './fake-camera.ts';
import { checkScreens } from './screens.ts';

test.beforeAll(() => mkdir('test-results/screens', { recursive: true }));

const sampleButton = (page: Page, name: string) => page.getByRole('button', { name: `Sample: ${name}` });

async function showSample(page: Page, name: string): Promise<void> {
  await openDemoSooner(page);
  await sampleButton(page, name).click();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'result');
}

async function save(page: Page, button: string): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** In each column of the plot, how many pixels have the colour of the age curve. */
  readonly curve: readonly number[];
  /** Counts the colours in the upper right corner, where a face may be drawn. */
  readonly coloursOfCorner: number;
}

/** Decodes a saved picture in the browser. */
function decoded(page: Page, png: Buffer): Promise<JSHandle<ImageData>> {
  return page.evaluateHandle(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (context === null) throw new Error('no 2D canvas');
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  }, png.toString('base64'));
}

/** Measures the curve and the corner of a saved picture. */
async function pixelsOf(page: Page, png: Buffer): Promise<Pixels> {
  return (await decoded(page, png)).evaluate(({ width, height, data }) => {
    const at = (x: number, y: number) => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)];
    const isBlue = ([red = 0, , blue = 0]: number[]) => blue - red > 60;
    const curve = Array.from({ length: width }, (_, x) => {
      let count = 0;
      for (let y = 300; y < 505; y++) if (isBlue(at(x, y))) count++;
      return count;
    });
    const colours = new Set<string>();
    for (let x = 920; x < 1130; x += 3) for (let y = 60; y < 140; y += 3) colours.add(at(x, y).join());
    return { width, height, curve, coloursOfCorner: colours.size };
  });
}

/** The middle of what is drawn of the curve, as an age: the axis runs from 0 at one end to 100 at the other. */
function drawnAge({ curve }: Pixels): number {
  const total = curve.reduce((sum, count) => sum + count, 0);
  const middle = curve.reduce((sum, count, x) => sum + x * count, 0) / total;
  const [first, last] = [60 + 24, 1140 - 24];
  return (100 * (middle - first)) / (last - first);
}

test('a result is saved as a picture that shows its curve, without the face', async ({ page }) => {
  await showSample(page, 'middle age');
  const age = Number(await page.locator('#age-number').textContent());
  const { name, content } = await save(page, 'Save as picture');
  expect(name).toMatch(/^facecurve-\d{8}T\d{6}\.png$/);
  expect(content.subarray(1, 4).toString()).toBe('PNG');
  const pixels = await pixelsOf(page, content);
  expect([pixels.width, pixels.height]).toEqual([1200, 630]);
  expect(Math.abs(drawnAge(pixels) - age)).toBeLessThan(4);
  // The curve reaches the plot's height somewhere and is empty at both ends.
  expect(Math.max(...pixels.curve)).toBeGreaterThan(90);
  expect(Math.max(...pixels.curve.slice(0, 80), ...pixels.curve.slice(1125))).toBe(0);
  expect(pixels.coloursOfCorner).toBe(1);
  await writeFile('test-results/screens/card.png', content);
});

test('the face is on the picture only where it was ticked', async ({ page }) => {
  await showSample(page, 'old age');
  const box = page.getByRole('checkbox', { name: 'with the face on it' });
  await expect(box).not.toBeChecked();
  await box.check();
  const { content } = await save(page, 'Save as picture');
  const pixels = await pixelsOf(page, content);
  expect(pixels.coloursOfCorner).toBeGreaterThan(100);
  await writeFile('test-results/screens/card-with-face.png', content);
});

interface Tones {
  readonly width: number;
  readonly height: number;
  /** Pixels of the colours of skin, which the samples have and the paper has not. */
  readonly skin: number;
  /** Pixels of the age curve. */
  readonly blue: number;
  /** Dark pixels where it says that all was worked out on the device. */
  readonly promise: number;
}

/** Counts the colours of a saved picture of phone size. */
async function tonesOf(page: Page, png: Buffer): Promise<Tones> {
  return (await decoded(page, png)).evaluate(({ width, height, data }) => {
    let [skin, blue, promise] = [0, 0, 0];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [red = 0, green = 0, blueness = 0] = data.subarray(4 * (y * width + x));
        if (red - blueness > 40 && red > green) skin++;
        if (blueness - red > 60) blue++;
        if (x > 540 && y > 1240 && y < 1276 && red < 90) promise++;
      }
    }
    return { width, height, skin, blue, promise };
  });
}

test('pictures to pass on: of phone size, alone and as a pair, and no face unless it was ticked', async ({
  page,
}) => {
  await showSample(page, 'middle age');
  const box = page.getByRole('checkbox', { name: 'with the face on it' });
  const expectPaper = ({ width, height, blue, promise }: Tones) => {
    expect([width, height]).toEqual([1080, 1350]);
    expect(blue).toBeGreaterThan(3000);
    expect(promise).toBeGreaterThan(200);
  };
  for (const button of ['Save for a phone', 'Save both as picture']) {
    await test.step(button, async () => {
      await box.uncheck();
      const { name, content } = await save(page, button);
      expect(name).toMatch(/^facecurve-\d{8}T\d{6}\.png$/);
      const plain = await tonesOf(page, content);
      expectPaper(plain);
      expect(plain.skin).toBe(0);
      await writeFile(`test-results/screens/${button}.png`, content);

      await box.check();
      const asked = await save(page, button);
      const withFace = await tonesOf(page, asked.content);
      expectPaper(withFace);
      expect(withFace.skin).toBeGreaterThan(10_000);
      await writeFile(`test-results/screens/${button}, with faces.png`, asked.content);
    });
    await page.getByRole('button', { name: /^(Compare with|End comparing)/ }).click();
    await sampleButton(page, 'a child').click();
    await expect(page.locator('html')).toHaveAttribute('data-state', 'result');
  }
  await expect(page.locator('#requests')).toHaveText('0 requests since loading');
});

test('the device’s own sheet gets the picture; closing it does nothing, and a refusal saves the file', async ({
  page,
}) => {
  // Chromium has a sheet on phones only.
  await page.addInitScript(() => {
    const answers = ['shared', 'AbortError', 'NotAllowedError'];
    const shared: string[] = [];
    Object.assign(globalThis, { sharedFiles: shared });
    Object.assign(navigator, {
      canShare: ({ files }: ShareData) => files?.[0]?.type === 'image/png',
      share: async ({ files }: ShareData) => {
        shared.push(...(files ?? []).map(({ name, type, size }) => `${name} ${type} ${size > 10_000}`));
        const answer = answers.shift() ?? '';
        if (answer !== 'shared') throw new DOMException('no', answer);
      },
    });
  });
  await showSample(page, 'old age');
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  const files = () => page.evaluate(() => (globalThis as unknown as { sharedFiles: string[] }).sharedFiles);
  const share = page.getByRole('button', { name: 'Share', exact: true });
  for (const count of [1, 2]) {
    await share.click();
    await expect.poll(files).toHaveLength(count);
  }
  expect((await files())[0]).toMatch(/^facecurve-\d{8}T\d{6}\.png image\/png true$/);
  expect(downloads).toEqual([]);
  await Promise.all([page.waitForEvent('download'), share.click()]);
  await checkScreens(page, 'share');
});

/** The documented example, with all fields of a saved file. */
async function documentedExample(): Promise<unknown> {
  const page = await readFile('docs/saved-result.md', 'utf8');
  return JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
}

/** Names and types of a value; a list has the type of its members. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shapeOf(each)]));
}

test('a result is saved as numbers of the documented shape, and without votes that were not asked for', async ({
  page,
}) => {
  await showSample(page, 'middle age');
  const { name, content } = await save(page, 'Save the numbers');
  expect(name).toMatch(/^facecurve-\d{8}T\d{6}\.json$/);
  const saved = JSON.parse(content.toString());
  const example = (await documentedExample()) as { face: { quality: { reasons: unknown } } };
  expect(shapeOf(saved)).toEqual(shapeOf(example));
  expect(saved.model).toEqual({
    name: 'facecurve',
    version: JSON.parse(await readFile('models/facecurve/card.json', 'utf8')).version,
  });
  expect(saved.facecurve).toBe(JSON.parse(await readFile('package.json', 'utf8')).version);
  expect(Math.abs(Date.now() - Date.parse(saved.time))).toBeLessThan(60_000);
  expect(saved.face.attractiveness).toEqual({ withheld: 'not-asked' });

  const { labels, probabilities, expectation, intervals } = saved.face.age;
  expect(labels).toEqual(Array.from({ length: 101 }, (_, age) => age));
  expect(probabilities.reduce((sum: number, each: number) => sum + each, 0)).toBeCloseTo(1, 4);
  const mean = labels.reduce((sum: number, age: number, at: number) => sum + age * probabilities[at], 0);
  expect(expectation).toBeCloseTo(mean, 3);
  expect(await page.locator('#age-number').textContent()).toBe(String(Math.round(expectation)));
  const widths = [intervals[50], intervals[80], intervals[95]].map(([low, high]) => high - low);
  expect(widths).toEqual(widths.toSorted((a: number, b: number) => a - b));
});

test('votes are saved where they were switched on, and never those of a face that may be a minor', async ({
  page,
}) => {
  await showSample(page, 'old age');
  await page.getByRole('switch').click();
  const { content } = await save(page, 'Save the numbers');
  const { attractiveness } = JSON.parse(content.toString()).face;
  expect(attractiveness.labels).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  await sampleButton(page, 'a child').click();
  await expect(page.locator('#votes-sheet')).toHaveAttribute('data-mode', 'withheld');
  const child = JSON.parse((await save(page, 'Save the numbers')).content.toString());
  expect(child.face.attractiveness).toEqual({ withheld: 'may-be-minor' });
});

test('nothing is stored but what was saved, and that the notice was read', async ({ page, context }) => {
  await showSample(page, 'a young adult');
  await page.getByRole('button', { name: 'Compare with another face' }).click();
  const buffer = (await readSamples()).get('old.jpg') ?? Buffer.alloc(0);
  expect(await pickFile(page, { name: 'old.jpg', mimeType: 'image/jpeg', buffer })).toBe('result');
  await save(page, 'Save as picture');
  const stored = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));
  expect(stored).toEqual({ local: ['facecurve-notice'], session: 0, databases: 0, caches: 0 });
  expect(await context.cookies()).toEqual([]);
});
