import { expect, test } from '@playwright/test';
import type { PlainFace } from './harness/library.ts';
import { openHarness, sample } from './harness-page.ts';
import { recordWorkers } from './workers.ts';

test.beforeEach(async ({ page }) => {
  await recordWorkers(page);
  await openHarness(page);
});

test('a child’s attractiveness is withheld, an old face’s is not', async ({ page }) => {
  await page.evaluate(() => harness.library.create({ backend: 'wasm' }));
  const [child] = (await page.evaluate((url) => harness.library.estimateUrl(url), sample('child'))) as {
    attractiveness: unknown;
  }[];
  expect(child?.attractiveness).toBe('may-be-minor');
  const [old] = (await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'))) as {
    attractiveness: unknown;
  }[];
  expect(old?.attractiveness).toHaveLength(10);
});

test('no option and no message to the worker gets a child’s attractiveness out', async ({ page }) => {
  const options = await page.evaluate(async (url) => {
    const { library } = harness;
    const odd: unknown[] = [
      { attributes: ['attractiveness'], minors: { below: 0, threshold: 1 } },
      { attributes: ['attractiveness', 'age'], withholding: false, threshold: 1 },
      { attributes: Object.assign(['attractiveness'], { includes: () => true }) },
      { attributes: 'attractiveness' },
      { attributes: ['Attractiveness'] },
    ];
    const picture = await library.fetchBlob(url);
    const outcomes: unknown[] = [];
    for (const options of odd) {
      const given = { assets: library.assetsBase(), backend: 'wasm', ...(options as object) };
      outcomes.push(
        await library.orError(async () => {
          const estimator = await library.createEstimator(given as never);
          const faces = await estimator.estimate(picture, { explain: true, force: true } as never);
          await estimator.dispose();
          return faces.map(library.plain);
        }),
      );
    }
    return outcomes as (PlainFace[] | { code: string })[];
  }, sample('child'));
  for (const outcome of options) {
    if (!Array.isArray(outcome)) expect(outcome).toMatchObject({ code: 'argument-invalid' });
    else for (const face of outcome) expectNoVotes(face);
  }

  const answers = await page.evaluate(async (url) => {
    const { library } = harness;
    const estimator = await library.createEstimator({ assets: library.assetsBase(), backend: 'wasm' });
    const worker = new Worker(recordedWorkers.at(-1)?.address ?? '', { type: 'module' });
    const heard: { call?: number; type: string }[] = [];
    worker.onmessage = ({ data }) => heard.push(data);
    const answered = async (call: number) => {
      while (!heard.some((message) => message.call === call))
        await new Promise((next) => setTimeout(next, 50));
    };
    worker.postMessage({ type: 'start', call: 0, base: library.assetsBase(), backend: 'wasm' });
    await answered(0);
    const base = {
      type: 'estimate',
      time: 0,
      effort: 'photo',
      watch: null,
      firstId: 0,
      withExplanation: true,
    };
    const face = (await estimator.estimate(await library.fetchBlob(url)))[0];
    const odd: object[] = [
      { attributes: ['attractiveness'] },
      { attributes: 'attractiveness' },
      { attributes: { includes: true, length: 1, 0: 'attractiveness' } },
      { attributes: ['attractiveness'], minors: { below: 0, threshold: 1 }, card: { minors: null } },
      { attributes: ['attractiveness'], quality: { usable: true }, age: { withheld: false } },
      // The worker accepts faces from the page only where it cannot detect faces itself.
      { attributes: ['attractiveness'], faces: [{ ...face, keypoints: { leftEye: { x: 0, y: 0 } } }] },
      // This watch claims that much time has passed.
      ...[0, 2000, 4000, 6000, 8000, 10_000, 1e9, Number.NaN].map((time) => ({
        attributes: ['attractiveness'],
        effort: 'video',
        watch: 1,
        time,
      })),
      { type: 'start', backend: 'wasm', base: library.assetsBase() },
      { attributes: ['attractiveness'] },
    ];
    for (const [index, message] of odd.entries()) {
      const bitmap = await createImageBitmap(await library.fetchBlob(url));
      worker.postMessage({ ...base, bitmap, call: index + 1, ...message });
      await answered(index + 1);
    }
    worker.terminate();
    const withFloats = JSON.stringify(heard, (_, value) =>
      ArrayBuffer.isView(value) ? [...(value as Float32Array)] : value,
    );
    return JSON.parse(withFloats) as { type: string; faces?: Record<string, unknown>[] }[];
  }, sample('child'));
  const estimated = answers.filter(({ type }) => type === 'estimated');
  expect(estimated.length).toBeGreaterThan(10);
  for (const { faces = [] } of estimated) {
    for (const face of faces) {
      expect(face.attractiveness).toEqual({ withheld: expect.any(String) });
      expect(face.explanation ?? { attractiveness: { withheld: '' } }).toMatchObject({
        attractiveness: { withheld: expect.any(String) },
      });
    }
  }
  // No message of the worker holds a list of ten numbers, as the votes would be.
  expect(JSON.stringify(estimated)).not.toMatch(/\[(?:[\d.e-]+,){9}[\d.e-]+\]/);
});

function expectNoVotes(face: PlainFace): void {
  expect(typeof face.attractiveness).toBe('string');
  if (face.explanation) expect(typeof face.explanation.attractiveness).toBe('string');
}
