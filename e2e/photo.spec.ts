import { expect, type Page, test } from '@playwright/test';
import { type DemoState, dropFile, errorCode, openDemo, pastePicture, pickFile } from './demo.ts';
import { readSamples } from './fake-camera.ts';
import { drawFile } from './pictures/canvas.ts';
import * as odd from './pictures/odd-files.ts';

let sample: Buffer;
/** One page for all tests: after each odd picture the very same page must go on working. */
let page: Page;
/** A second page, which only makes files. */
let workshop: Page;

test.beforeAll(async ({ browser }) => {
  const middle = (await readSamples()).get('middle.jpg');
  if (middle === undefined) throw new Error('public/samples/middle.jpg is missing');
  sample = middle;
  [page, workshop] = await Promise.all([browser.newPage(), browser.newPage()]);
  await openDemo(page);
});

test.afterAll(() => Promise.all([page.close(), workshop.close()]));

function goodPhoto(): odd.PictureFile {
  return { name: 'middle.jpg', mimeType: 'image/jpeg', buffer: sample };
}

/** So many faces were found, and the curve of the main one is there with its sentence. */
async function expectCurves(faces: number): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-faces', String(faces));
  await expect(page.getByText(/looks about/i).first()).toBeVisible();
  await expect(page.getByText(/8 in 10/i).first()).toBeVisible();
  expect(await page.locator('svg .bars rect').count()).toBeGreaterThanOrEqual(101);
}

async function expectStillWorking(): Promise<void> {
  expect(await pickFile(page, goodPhoto())).toBe('result');
  await expectCurves(1);
}

test.describe('ways in', () => {
  test('a picked photo', expectStillWorking);

  test('a dropped photo', async () => {
    expect(await dropFile(page, goodPhoto())).toBe('result');
    await expectCurves(1);
  });

  test('a pasted picture', async () => {
    const drawing = {
      width: 500,
      height: 500,
      sample,
      placements: [{ x: 50, y: 50, width: 400, height: 400 }],
    };
    expect(await pastePicture(page, await drawFile(workshop, drawing, 'image/png'))).toBe('result');
    await expectCurves(1);
  });
});

test.describe('files that cannot be looked at say why', () => {
  const cases: readonly [string, () => odd.PictureFile, RegExp][] = [
    ['a text', () => odd.textFile, /^image-unsupported$/],
    ['a text that claims to be a photo', () => odd.disguisedTextFile, /^image-unsupported$/],
    ['an SVG', () => odd.svgFile, /^image-unsupported$/],
    ['an empty file', () => odd.emptyFile, /^image-empty$/],
    ['a photo without its pixels', () => odd.truncatedJpeg(sample), /^image-unreadable$/],
  ];
  for (const [name, file, code] of cases) {
    test(name, async () => {
      expect(await pickFile(page, file())).toBe('error');
      expect(await errorCode(page)).toMatch(code);
      await expect(page.getByRole('alert')).toBeVisible();
      await expectStillWorking();
    });
  }
});

test.describe('odd pictures are looked at all the same', () => {
  const cases: readonly [string, () => Promise<odd.PictureFile>, number][] = [
    ['an animated GIF', () => odd.animatedGifFile(workshop, sample), 1],
    ['a CMYK JPEG', () => odd.cmykJpegFile(workshop, sample), 1],
    ['a photo that lies on its side in the file', () => odd.turnedJpegFile(workshop, sample), 1],
    ['12,000 x 9,000 pixels', () => odd.hugeJpegFile(workshop, sample), 1],
    ['thirty faces', () => odd.crowdFile(workshop, sample), odd.CROWD],
  ];
  for (const [name, makeFile, faces] of cases) {
    test(name, async () => {
      expect(await pickFile(page, await makeFile())).toBe('result');
      await expectCurves(faces);
      await expectStillWorking();
    });
  }

  test('a face of 20 pixels gives no curve, but a reason', async () => {
    const state: DemoState = await pickFile(page, await odd.tinyFaceFile(workshop, sample));
    expect(['no-face', 'result']).toContain(state);
    await expect(page.getByText(/8 in 10/i)).toHaveCount(0);
    await expect(page.getByText(state === 'result' ? /too small/i : /no face/i).first()).toBeVisible();
    await expectStillWorking();
  });

  test('a picture of nobody', async () => {
    expect(await pickFile(page, await odd.emptyRoomFile(workshop, sample))).toBe('no-face');
    await expectStillWorking();
  });
});
