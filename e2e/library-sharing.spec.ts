import { expect, test } from '@playwright/test';
import { openHarness, sample } from './harness-page.ts';
import { recordWorkers } from './workers.ts';

test.beforeEach(async ({ page }) => {
  await recordWorkers(page);
  await openHarness(page);
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
