import { expect, type Page, test } from '@playwright/test';
import {
  type DemoState,
  dropFile,
  errorCode,
  expectAgeCurve,
  expectMessage,
  openDemo,
  pastePicture,
  pickFile,
} from './demo.ts';
import { readSamples } from './fake-camera.ts';
import { drawFile } from './pictures/canvas.ts';
import * as odd from './pictures/odd-files.ts';

let sample: Buffer;
/** One page for all tests: after each odd picture the very same page must go on working. */
let page: Page;
/** A second page that only makes files. */
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

async function expectCurves(faces: number): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-faces', String(faces));
  await expect(page.locator('.face-card')).toHaveCount(faces === 1 ? 0 : faces);
  await expectAgeCurve(page);
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
  const cases: readonly [name: string, file: () => odd.PictureFile, code: string, title: RegExp][] = [
    ['a text', () => odd.textFile, 'image-unsupported', /cannot open the file/i],
    [
      'a text that claims to be a photo',
      () => odd.disguisedTextFile,
      'image-unsupported',
      /cannot open the file/i,
    ],
    ['an SVG', () => odd.svgFile, 'image-unsupported', /cannot open the file/i],
    ['an empty file', () => odd.emptyFile, 'image-empty', /empty/i],
    ['a photo without its pixels', () => odd.truncatedJpeg(sample), 'image-unreadable', /damaged/i],
  ];
  for (const [name, file, code, title] of cases) {
    test(name, async () => {
      expect(await pickFile(page, file())).toBe('error');
      expect(await errorCode(page)).toBe(code);
      await expectMessage(page, title);
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
    await expectMessage(page, state === 'result' ? /too small/i : /no face/i);
    await expectStillWorking();
  });

  test('a picture of nobody', async () => {
    expect(await pickFile(page, await odd.emptyRoomFile(workshop, sample))).toBe('no-face');
    await expectMessage(page, /no face/i);
    await expectStillWorking();
  });
});
