import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import fc from 'fast-check';
import type { Outcome } from './harness/pictures.ts';
import { drawFile, drawPixels } from './pictures/canvas.ts';
import { jpegSegments } from './pictures/jpeg-segments.ts';
import { animatedGifFile, withOrientation } from './pictures/odd-files.ts';
import { greyPng, png, turnedPng } from './pictures/png.ts';
import { test } from './shared-harness.ts';

/** Printed with a failure; FACECURVE_FUZZ_SEED repeats a run. */
const seed = Number(process.env.FACECURVE_FUZZ_SEED ?? Date.now() % 2 ** 31);
const sample = readFileSync('public/samples/old.jpg');
const base64 = (file: Uint8Array) => Buffer.from(file).toString('base64');

test.beforeEach(() => {
  test.info().annotations.push({ type: 'seed', description: String(seed) });
  console.log(`seed ${seed}`);
});

function estimate(page: Page, files: readonly Uint8Array[]): Promise<Outcome[]> {
  return page.evaluate((given) => harness.pictures.estimateFiles(given), files.map(base64));
}

const PICTURE_ERRORS = ['image-empty', 'image-unsupported', 'image-unreadable'];

/** Expects faces with whole curves, or a typed error of a picture with its remedy. */
function expectSound(outcome: Outcome | undefined, what: string): void {
  if (Array.isArray(outcome)) {
    for (const { age, box } of outcome) {
      expect(Object.values(box).every(Number.isFinite), `${what} (seed ${seed})`).toBe(true);
      if (Array.isArray(age)) {
        expect(
          age.reduce((sum, each) => sum + each, 0),
          what,
        ).toBeCloseTo(1, 3);
      }
    }
    return;
  }
  expect(outcome, `${what} (seed ${seed})`).toMatchObject({
    code: expect.stringMatching(new RegExp(`^(${PICTURE_ERRORS.join('|')})$`)),
    message: expect.any(String),
    remedy: expect.any(String),
  });
}

/** A good picture, which every test opens before and after the damaged ones. */
async function expectSampleAsEver(page: Page): Promise<void> {
  const [outcome] = await estimate(page, [sample]);
  expect(outcome).toMatchObject([{ expectation: expect.any(Number) }]);
}

/** Half of the files go to MediaPipe, half to the detector's graph. */
async function expectAllSound(
  page: Page,
  files: readonly { readonly what: string; readonly file: Uint8Array }[],
): Promise<Outcome[]> {
  const outcomes = await page.evaluate(
    (given) => harness.pictures.estimateFilesInTurns(given),
    files.map(({ file }) => base64(file)),
  );
  for (const [index, { what }] of files.entries()) expectSound(outcomes[index], what);
  await expectSampleAsEver(page);
  return outcomes;
}

/** `file` with some bytes of the range changed. */
function changed(
  file: Uint8Array,
  start: number,
  end: number,
  changes: readonly (readonly [number, number])[],
) {
  const copy = Uint8Array.from(file);
  for (const [place, value] of changes) copy[start + (place % Math.max(1, end - start))] = value;
  return copy;
}

const someChanges = fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(255)), { minLength: 1, maxLength: 4 });
const CHANGES_PER_CLASS = 6;

const SEARCHED_PIXELS = 5e6;

test('sizes from 1 to 16,384 pixels, strips too, come as they are or reduced in proportion', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const side = fc.integer({ min: 1, max: 16_384 });
  const random = fc.sample(
    fc.tuple(side, side).filter(([width, height]) => width * height <= 2e7),
    { seed, numRuns: 4 },
  );
  const sizes = [[1, 1], [1, 16_384], [16_384, 1], [16_384, 300], [2, 3], [4096, 4097], ...random];
  for (const [width = 1, height = 1] of sizes) {
    const file = greyPng(width, height);
    const size = await page.evaluate((given) => harness.pictures.sizeOf(given), base64(file));
    const scale = Math.min(1, 4096 / Math.max(width, height));
    expect(size, `${width} x ${height} (seed ${seed})`).toEqual({
      width,
      height,
      decoded: {
        width: Math.max(1, Math.round(width * scale)),
        height: Math.max(1, Math.round(height * scale)),
      },
    });
    // The search for small faces in an empty picture is slow and the same for every size.
    if (width * height > SEARCHED_PIXELS) continue;
    const [outcome] = await estimate(page, [file]);
    expect(outcome, `${width} x ${height} (seed ${seed})`).toEqual([]);
  }
  await expectSampleAsEver(page);
});

test('16 bits a channel and an alpha channel change nothing that is seen', async ({ page }) => {
  const side = 360;
  const pixels = await drawPixels(page, {
    width: side,
    height: side,
    sample,
    placements: [{ x: 20, y: 20, width: 320, height: 320 }],
  });
  const rgb = pixels.filter((_, index) => index % 4 < 3);
  const deep = Uint8Array.from({ length: 2 * rgb.length }, (_, index) => rgb[index >> 1] ?? 0);
  const clear = Uint8Array.from(pixels, (value, index) => (index % 4 === 3 ? 0 : value));
  const of = (channels: 3 | 4, bits: 8 | 16, data: Uint8Array) =>
    png({ width: side, height: side, channels, bits, data });
  const outcomes = await estimate(page, [of(3, 8, rgb), of(3, 16, deep), of(4, 8, pixels), of(4, 8, clear)]);
  const ages = outcomes.map((outcome) =>
    Array.isArray(outcome) ? outcome.map((face) => face.expectation) : null,
  );
  const [plainAge] = ages[0] ?? [];
  if (plainAge == null) throw new Error(JSON.stringify(outcomes[0]));
  for (const [index, name] of ['plain', '16 bits', 'opaque alpha'].entries()) {
    expect(ages[index], name).toHaveLength(1);
    expect(Math.abs((ages[index]?.[0] ?? Number.NaN) - plainAge), name).toBeLessThan(0.1);
  }
  expect(ages[3]).toEqual([]);
});

test('all eight EXIF orientations give the upright picture’s answer', async ({ page }) => {
  const drawing = {
    width: 480,
    height: 360,
    sample,
    placements: [{ x: 30, y: 20, width: 300, height: 300 }],
  };
  const files: Buffer[] = [];
  for (let orientation = 1; orientation <= 8; orientation++) {
    const stored = await drawFile(page, { ...drawing, orientation }, 'image/jpeg');
    files.push(withOrientation(stored, orientation));
  }
  const outcomes = await estimate(page, files);
  const faces = outcomes.map((outcome) => (Array.isArray(outcome) ? outcome[0] : undefined));
  const [upright] = faces;
  if (upright?.expectation == null) throw new Error(JSON.stringify(outcomes[0]));
  for (const [index, face] of faces.entries()) {
    const name = `orientation ${index + 1}`;
    expect(Math.abs((face?.expectation ?? Number.NaN) - upright.expectation), name).toBeLessThan(2);
    for (const key of ['x', 'y', 'width', 'height'] as const) {
      expect(Math.abs((face?.box[key] ?? Number.NaN) - upright.box[key]), `${name}: ${key}`).toBeLessThan(12);
    }
  }
});

test('a large PNG that lies on its side is not squashed', async ({ page }) => {
  const sizes = [];
  for (const orientation of [1, 3, 6, 8]) {
    const file = turnedPng(greyPng(5000, 1000), orientation);
    sizes.push(await page.evaluate((given) => harness.pictures.sizeOf(given), base64(file)));
  }
  const lying = { width: 5000, height: 1000, decoded: { width: 4096, height: 819 } };
  const upright = { width: 1000, height: 5000, decoded: { width: 819, height: 4096 } };
  expect(sizes).toEqual([lying, lying, upright, upright]);
});

test('JPEGs that are broken in any class of bytes', async ({ page }) => {
  test.setTimeout(300_000);
  const files = jpegSegments(sample).flatMap(({ name, start, end }) =>
    fc.sample(someChanges, { seed, numRuns: CHANGES_PER_CLASS }).map((changes) => ({
      what: `${name} ${JSON.stringify(changes)}`,
      file: changed(sample, start, end, changes),
    })),
  );
  const classes = new Set(jpegSegments(sample).map(({ name }) => name));
  for (const name of [
    'header',
    'quantisation tables',
    'Huffman tables',
    'frame',
    'scan',
    'entropy data',
    'end',
  ]) {
    expect(classes).toContain(name);
  }
  const outcomes = await expectAllSound(page, files);
  expect(outcomes.some(Array.isArray)).toBe(true);
  expect(outcomes.some((outcome) => !Array.isArray(outcome))).toBe(true);
});

test('JPEGs whose frame claims any size', async ({ page }) => {
  test.setTimeout(300_000);
  const frame = jpegSegments(sample).find(({ name }) => name === 'frame');
  if (frame === undefined) throw new Error('no frame');
  const sides = [
    [0, 0],
    [65_535, 65_535],
    [1, 65_535],
    [16_384, 16_384],
    ...fc.sample(fc.tuple(fc.nat(65_535), fc.nat(65_535)), { seed, numRuns: 3 }),
  ];
  const files = sides.map(([width = 0, height = 0]) => {
    const file = Buffer.from(sample);
    file.writeUInt16BE(height, frame.start + 5);
    file.writeUInt16BE(width, frame.start + 7);
    return { what: `${width} x ${height}`, file };
  });
  await expectAllSound(page, files);
});

test('files that are cut anywhere, and bytes that are no picture', async ({ page }) => {
  test.setTimeout(300_000);
  const borders = jpegSegments(sample).map(({ end }) => end - 1);
  const lengths = [1, 2, 3, ...borders, ...fc.sample(fc.nat(sample.length - 1), { seed, numRuns: 10 })];
  const cut = lengths.map((length) => ({ what: `cut at ${length}`, file: sample.subarray(0, length) }));
  const heads = [
    '',
    'GIF89a',
    'RIFF\0\0\0\0WEBPVP8 ',
    '\x89PNG\r\n\x1a\n',
    '\0\0\0\x20ftypavif',
    '\xff\xd8\xff',
    'BM',
  ];
  const random = fc
    .sample(fc.tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 2000 })), { seed, numRuns: 20 })
    .map(([head, rest]) => ({
      what: `random bytes behind ${JSON.stringify(head)}`,
      file: Buffer.concat([Buffer.from(head, 'latin1'), rest]),
    }));
  await expectAllSound(page, [...cut, ...random]);
});

test('broken PNGs and GIFs', async ({ page }) => {
  test.setTimeout(300_000);
  const gif = await animatedGifFile(page, sample);
  const deep = png({
    width: 64,
    height: 64,
    channels: 4,
    bits: 16,
    data: new Uint8Array(64 * 64 * 8).fill(99),
  });
  const files = [gif.buffer, deep].flatMap((file, number) =>
    fc.sample(fc.tuple(someChanges, fc.boolean()), { seed, numRuns: 10 }).map(([changes, isHead]) => ({
      what: `${number === 0 ? 'GIF' : 'PNG'} ${JSON.stringify(changes)}`,
      file: changed(file, 0, isHead ? 64 : file.length, changes),
    })),
  );
  await expectAllSound(page, files);
});
