import { expect, type Page } from '@playwright/test';
import { sample } from './harness-page.ts';
import { test } from './shared-harness.ts';

function create(page: Page, options: { backend?: 'wasm' | 'auto' } = { backend: 'wasm' }) {
  return page.evaluate((given) => harness.library.create(given), options);
}

test('every kind of source gives the same curve', async ({ page }) => {
  const results = await page.evaluate((url) => harness.library.estimateAllSources(url), sample('middle'));
  const reference = results.blob?.[0]?.age;
  expect(Array.isArray(reference)).toBe(true);
  for (const [source, faces] of Object.entries(results)) {
    expect(faces, source).toHaveLength(1);
    const age = faces[0]?.age;
    if (!Array.isArray(age) || !Array.isArray(reference)) throw new Error(`${source} has no curve`);
    age.forEach((probability, index) =>
      expect(Math.abs(probability - (reference[index] ?? 2))).toBeLessThan(0.01),
    );
  }
});

test('an address that is no picture, or not there, says so', async ({ page }) => {
  const outcomes = await page.evaluate(
    async (addresses) => {
      const { library } = harness;
      const estimates = addresses.map((each) => library.orError(() => library.current().estimate(each)));
      return Promise.all(estimates);
    },
    ['../../samples/nobody.jpg', 'http://', './index.html'],
  );
  expect(outcomes).toMatchObject([
    { code: 'image-missing', file: expect.stringContaining('nobody.jpg') },
    { code: 'image-missing', file: 'http://' },
    { code: 'image-unsupported' },
  ]);
});

test('a list gives the answers in its order, and an error in place of the faces of a picture that fails', async ({
  page,
}) => {
  const { answers, files, none } = await page.evaluate(async (url) => {
    const { library } = harness;
    const blob = await library.fetchBlob(url);
    const canvas = Object.assign(document.createElement('canvas'), { width: 0 });
    const list = new DataTransfer();
    for (const part of [blob, 'no picture']) list.items.add(new File([part], 'photo.jpg'));
    return {
      answers: await library.estimateList([url, new Blob([]), `${url}.gone`, canvas, blob]),
      files: await library.estimateList(list.files),
      none: await library.estimateList([]),
    };
  }, sample('old'));
  expect(answers).toEqual([1, 'image-empty', 'image-missing', 'source-empty', 1]);
  expect(files).toEqual([1, 'image-unsupported']);
  expect(none).toEqual([]);
});

test('a list that is cancelled, or whose estimator is disposed, throws as a whole', async ({
  freshPage: page,
}) => {
  await create(page);
  const outcome = await page.evaluate(async (url) => {
    const { library } = harness;
    const stop = new AbortController();
    const sources = function* () {
      yield url;
      stop.abort('enough');
      yield url;
    };
    const cancelled = await library.estimateList(sources(), { signal: stop.signal }).catch((error) => error);
    const waiting = library.orError(() => library.estimateList([url, url]));
    await library.dispose();
    return { cancelled, isAbort: library.isAbort(cancelled), disposed: await waiting };
  }, sample('old'));
  expect(outcome).toMatchObject({ cancelled: 'enough', isAbort: true, disposed: { code: 'disposed' } });
});

test('sources of a frame and of subclasses are taken for what they are', async ({ page }) => {
  const results = await page.evaluate(
    (url) => harness.library.estimateSourcesElsewhere(url),
    sample('middle'),
  );
  expect(Object.keys(results)).toHaveLength(6);
  for (const [source, faces] of Object.entries(results)) expect(faces, source).toHaveLength(1);
});

test('arguments are checked by name', async ({ freshPage: page }) => {
  const outcome = await page.evaluate(() => harness.library.create({ backend: 'cuda' as 'wasm' }));
  expect(outcome).toMatchObject({ code: 'argument-invalid', message: expect.stringContaining('backend') });
});

for (const backend of ['wasm', 'webgl'] as const) {
  test(`a start and an estimate leave nothing on the console: ${backend}`, async ({ freshPage: page }) => {
    const lines: string[] = [];
    page.on('console', (message) => lines.push(message.text()));
    await page.evaluate((name) => harness.library.create({ backend: name }), backend);
    await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
    expect(lines).toEqual([]);
  });
}

test('a disposed estimator says so', async ({ freshPage: page }) => {
  await create(page);
  await page.evaluate(() => harness.library.dispose());
  const outcome = await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
  expect(outcome).toMatchObject({ code: 'disposed' });
});

test('progress tells the bytes of every file, the backend’s own too', async ({ freshPage: page }) => {
  const seen = await page.evaluate(async () => {
    const { library } = harness;
    const heard: {
      file: string;
      fileLoadedBytes: number;
      fileTotalBytes: number;
      loadedBytes: number;
      totalBytes: number;
    }[] = [];
    await library.createEstimator({
      assets: library.assetsBase(),
      backend: 'wasm',
      onProgress: (progress) => heard.push(progress),
    });
    return heard;
  });
  const last = new Map(seen.map((progress) => [progress.file.replace(/^.*\/assets\//, ''), progress]));
  expect([...last.keys()].toSorted()).toEqual([
    'mediapipe/vision_wasm_module_internal.wasm',
    'models/detector/blaze_face_short_range.tflite',
    'models/facecurve/card.json',
    'models/facecurve/golden.json',
    'models/facecurve/model.json',
    'models/facecurve/weights.bin',
    'tfjs/tfjs-backend-wasm-simd.wasm',
  ]);
  for (const { fileLoadedBytes, fileTotalBytes } of last.values())
    expect(fileLoadedBytes).toBe(fileTotalBytes);
  const total = [...last.values()].reduce((sum, { fileTotalBytes }) => sum + fileTotalBytes, 0);
  expect(seen.at(-1)).toMatchObject({ loadedBytes: total, totalBytes: total });
});
