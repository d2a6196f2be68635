import { expect, type Page, test } from '@playwright/test';
import type { PlainFace } from './harness/library.ts';
import { mediapipeRequests, openHarness, sample } from './harness-page.ts';
import { recordWorkers } from './workers.ts';

test.beforeEach(async ({ page }) => {
  await recordWorkers(page);
  await openHarness(page);
});

function create(page: Page, options: { backend?: 'wasm' | 'auto' } = { backend: 'wasm' }) {
  return page.evaluate((given) => harness.library.create(given), options);
}

/** Arithmetic in another order moves a keypoint by a hundredth of a pixel at most. */
function expectSameFaces(
  given: readonly PlainFace[] | object,
  expected: readonly PlainFace[] | object,
): void {
  if (!Array.isArray(given) || !Array.isArray(expected)) throw new Error(JSON.stringify([given, expected]));
  expect(given).toHaveLength(expected.length);
  for (const [index, face] of (given as readonly PlainFace[]).entries()) {
    const { box, expectation } = (expected as readonly PlainFace[])[index] ?? {};
    expect(face.box).toEqual(box);
    expect(Math.abs(Number(face.expectation) - Number(expectation))).toBeLessThan(0.05);
  }
}

test('every kind of source gives the same curve', async ({ page }) => {
  await create(page);
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
  await create(page);
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
  await create(page);
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

test('a list that is cancelled, or whose estimator is disposed, throws as a whole', async ({ page }) => {
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
  await create(page);
  const results = await page.evaluate(
    (url) => harness.library.estimateSourcesElsewhere(url),
    sample('middle'),
  );
  expect(Object.keys(results)).toHaveLength(6);
  for (const [source, faces] of Object.entries(results)) expect(faces, source).toHaveLength(1);
});

test('arguments are checked by name', async ({ page }) => {
  const outcome = await page.evaluate(() => harness.library.create({ backend: 'cuda' as 'wasm' }));
  expect(outcome).toMatchObject({ code: 'argument-invalid', message: expect.stringContaining('backend') });
});

for (const backend of ['wasm', 'webgl'] as const) {
  test(`a start and an estimate leave nothing on the console: ${backend}`, async ({ page }) => {
    const lines: string[] = [];
    page.on('console', (message) => lines.push(message.text()));
    await page.evaluate((name) => harness.library.create({ backend: name }), backend);
    await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
    expect(lines).toEqual([]);
  });
}

test('a disposed estimator says so', async ({ page }) => {
  await create(page);
  await page.evaluate(() => harness.library.dispose());
  const outcome = await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
  expect(outcome).toMatchObject({ code: 'disposed' });
});

test.describe('files of ours', () => {
  const weights = '**/models/facecurve/weights.bin';
  const cases = {
    'asset-missing': { status: 404, body: 'not found' },
    'asset-wrong-type': {
      status: 200,
      contentType: 'text/html',
      body: '<!doctype html><title>Welcome</title>',
    },
    'asset-truncated': { status: 200, contentType: 'application/octet-stream', body: 'short' },
  } as const;
  for (const [code, answer] of Object.entries(cases)) {
    test(`weights that are wrong in the way of ${code} are named, and the next start works`, async ({
      page,
    }) => {
      await page.context().route(weights, (route) => route.fulfill(answer));
      const outcome = await create(page);
      expect(outcome).toMatchObject({ code, file: expect.stringContaining('weights.bin') });
      await page.context().unroute(weights);
      expect(await create(page)).toMatchObject({ backend: 'wasm' });
    });
  }

  test('weights with one changed byte are named', async ({ page }) => {
    await page.context().route(weights, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[1000] = (body[1000] ?? 0) ^ 1;
      await route.fulfill({ response, body });
    });
    const outcome = await create(page);
    expect(outcome).toMatchObject({
      code: 'asset-hash-mismatch',
      file: expect.stringContaining('weights.bin'),
    });
  });

  test('a detector that is missing is named', async ({ page }) => {
    await page.context().route('**/*.tflite', (route) => route.fulfill({ status: 404, body: '' }));
    expect(await create(page)).toMatchObject({
      code: 'asset-missing',
      file: expect.stringContaining('.tflite'),
    });
  });

  test('a worker script that is missing is said, and the page does the work', async ({ page }) => {
    await page.context().route('**/worker-*.js', (route) => route.fulfill({ status: 404, body: '' }));
    expect(await create(page)).toMatchObject({ host: 'page', hostReason: expect.stringContaining('loaded') });
  });
});

test('where the worker has no WebGL 2 the graph finds the faces there, with the same answer', async ({
  page,
}) => {
  expect(await create(page)).toMatchObject({ detector: { name: 'mediapipe', reason: null } });
  const byMediapipe = await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
  await page.context().route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    const withoutWebGl = `{const get = OffscreenCanvas.prototype.getContext;
      OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
        return kind === 'webgl2' ? null : get.call(this, kind, ...rest); };}\n`;
    await route.fulfill({ response, body: withoutWebGl + (await response.text()) });
  });
  const requests = mediapipeRequests(page);
  expect(await create(page)).toMatchObject({
    host: 'worker',
    detector: { name: 'graph', reason: expect.stringContaining('WebGL 2') },
  });
  const byGraph = await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
  expect(requests).toEqual([]);
  expectSameFaces(byGraph, byMediapipe);
  const forced = await page.evaluate(() => harness.library.create({ detector: 'mediapipe' }));
  expect(forced).toMatchObject({ code: 'detector-failed', remedy: expect.stringContaining("'auto'") });
});

test('estimators that want the same share one worker, each with its own attributes; the last one ends it', async ({
  page,
}) => {
  const seen = await page.evaluate(async (url) => {
    const { library } = harness;
    const options = { assets: library.assetsBase(), backend: 'wasm' as const };
    const [ages, votes] = await Promise.all([
      library.createEstimator(options),
      library.createEstimator({ ...options, attributes: ['attractiveness'] }),
    ]);
    const started = recordedWorkers.length;
    const picture = await library.fetchBlob(url);
    const both = await Promise.all([ages.estimate(picture), votes.estimate(picture)]);
    await ages.dispose();
    const afterFirst = await votes.estimate(picture);
    const isAlive = !recordedWorkers[0]?.isTerminated;
    const refused = await library.orError(() => ages.estimate(picture));
    const waiting = library.orError(() => votes.estimate(picture));
    await votes.dispose();
    return {
      started,
      faces: [...both.flat(), ...afterFirst].map(library.plain),
      isAlive,
      refused,
      waiting: await waiting,
      isEnded: recordedWorkers.every(({ isTerminated }) => isTerminated),
    };
  }, sample('old'));
  expect(seen).toMatchObject({
    started: 1,
    isAlive: true,
    isEnded: true,
    refused: { code: 'disposed' },
    waiting: { code: 'disposed' },
  });
  const [ages, votes, later] = seen.faces;
  expect(ages).toMatchObject({ age: expect.any(Array), attractiveness: 'not-asked' });
  expect(votes).toMatchObject({ age: 'not-asked', attractiveness: expect.any(Array) });
  expect(later).toEqual(votes);
});

test('one start that is aborted does not end the worker of the others', async ({ page }) => {
  const outcome = await page.evaluate(async (url) => {
    const { library } = harness;
    const options = { assets: library.assetsBase(), backend: 'wasm' as const };
    const controller = new AbortController();
    const aborted = library
      .createEstimator({ ...options, signal: controller.signal })
      .catch(({ name }) => name);
    const kept = library.createEstimator(options);
    controller.abort();
    const faces = await (await kept).estimate(await library.fetchBlob(url));
    return { aborted: await aborted, faces: faces.length, workers: recordedWorkers.length };
  }, sample('old'));
  expect(outcome).toEqual({ aborted: 'AbortError', faces: 1, workers: 1 });
});

test('each way of cancelling each call is recognised', async ({ page }) => {
  const seen = await page.evaluate(async (url) => {
    const { library } = harness;
    const options = { assets: library.assetsBase(), backend: 'wasm' as const };
    const estimator = await library.createEstimator(options);
    const picture = await library.fetchBlob(url);
    const own = new Error('mine');
    const signals = () => {
      const late = [undefined, 'reason', null, own].map((reason) => {
        const controller = new AbortController();
        queueMicrotask(() => controller.abort(reason));
        return controller.signal;
      });
      return [...late, AbortSignal.abort('at once'), AbortSignal.timeout(0)];
    };
    // A call that ends before its time limit is not cancelled: an estimator of other settings has to start first.
    const calls = (signal: AbortSignal) => [
      library.createEstimator({ ...options, model: 'open', signal }),
      estimator.estimate(picture, { signal }),
      estimator.estimate(url, { signal }),
      estimator.estimate([url, picture], { signal }),
      library.decodeImage(picture, {
        signal: AbortSignal.any([signal, AbortSignal.abort(signal.reason ?? 'any')]),
      }),
    ];
    const errors = await Promise.all(
      signals().flatMap((signal) =>
        calls(signal).map((call) =>
          call.then(
            () => 'done',
            (error) => error,
          ),
        ),
      ),
    );
    return {
      missed: errors.filter((error) => !library.isAbort(error)).map(String),
      thrown: [
        ...new Set(errors.map((error) => (error instanceof DOMException ? error.name : String(error)))),
      ],
      others: [new Error('mine'), 'done', undefined].filter(library.isAbort).length,
    };
  }, sample('old'));
  expect(seen.missed).toEqual([]);
  expect(seen.thrown.toSorted()).toEqual([
    'AbortError',
    'Error: mine',
    'TimeoutError',
    'any',
    'at once',
    'null',
    'reason',
  ]);
  expect(seen.others).toBe(0);
});

test('progress tells the bytes of every file, the backend’s own too', async ({ page }) => {
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

test('the explanation lies on the face, and covering where it is strongest moves the expectation most', async ({
  page,
}) => {
  await create(page);
  const { face, moved } = await page.evaluate(async (url) => {
    const { library } = harness;
    const bitmap = await createImageBitmap(await library.fetchBlob(url));
    const ageOf = async (source: ImageBitmap | OffscreenCanvas) =>
      (await library.current().estimate(source, { explain: true })).map(library.plain)[0];
    const whole = await ageOf(bitmap);
    const { explanation, expectation } = whole ?? {};
    if (!explanation || expectation == null) throw new Error('no explanation');
    const { size, toFrame } = explanation;
    const cellSide = Math.hypot(toFrame.a, toFrame.b);
    const moves: number[] = [];
    for (let cell = 0; cell < size * size; cell++) {
      const [u, v] = [(cell % size) + 0.5, Math.floor(cell / size) + 0.5];
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no 2D canvas');
      context.drawImage(bitmap, 0, 0);
      // The cover has a soft edge, because a hard edge would be a new feature.
      context.filter = `blur(${cellSide / 3}px)`;
      context.beginPath();
      context.arc(
        toFrame.a * u - toFrame.b * v + toFrame.translateX,
        toFrame.b * u + toFrame.a * v + toFrame.translateY,
        cellSide * 0.6,
        0,
        2 * Math.PI,
      );
      context.clip();
      context.drawImage(bitmap, 0, 0);
      context.drawImage(canvas, 0, 0);
      const covered = await ageOf(canvas);
      moves.push(Math.abs((covered?.expectation ?? expectation) - expectation));
    }
    return { face: whole, moved: moves };
  }, sample('old'));
  const { explanation, box } = face as PlainFace;
  if (!explanation || !Array.isArray(explanation.age)) throw new Error('no map');
  const { toFrame, size, age } = explanation;
  const middle = size / 2;
  const x = toFrame.a * middle - toFrame.b * middle + toFrame.translateX;
  const y = toFrame.b * middle + toFrame.a * middle + toFrame.translateY;
  expect(x).toBeGreaterThan(box.x);
  expect(x).toBeLessThan(box.x + box.width);
  expect(y).toBeGreaterThan(box.y);
  expect(y).toBeLessThan(box.y + box.height);
  expect(explanation.attractiveness).toHaveLength(size * size);
  // Blurring the third of the cells that weigh most moves the age more than blurring the third that weigh least.
  const cells = age.map((_, cell) => cell);
  const order = cells.toSorted((a, b) => Math.abs(age[b] ?? 0) - Math.abs(age[a] ?? 0));
  const mean = (some: number[]) => some.reduce((sum, cell) => sum + (moved[cell] ?? 0), 0) / some.length;
  expect(mean(order.slice(0, 12))).toBeGreaterThan(mean(order.slice(-12)));
});

test('without being asked there is no explanation', async ({ page }) => {
  await create(page);
  const [face] = (await page.evaluate(
    (url) => harness.library.estimateUrl(url),
    sample('old'),
  )) as PlainFace[];
  expect(face?.explanation).toBeUndefined();
});
