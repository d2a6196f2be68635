import { expect, test } from '@playwright/test';
import { openLab } from './harness-page.ts';

const SAMPLES = ['child', 'young', 'middle', 'old'].map((name) => `../../samples/${name}.jpg`);

// `npm run parity -- --detector` does the same with a thousand pictures of people.
test('the graph finds MediaPipe’s faces at MediaPipe’s places in the views of the samples', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await openLab(page);
  // WebAssembly comes last and reads the ages of all faces: a GPU that the processor computes takes a second for a face.
  let pairsOfGpus = 0;
  for (const backend of ['webgl', 'webgpu', 'wasm'] as const) {
    await page.evaluate((name) => lab.detectorParity.start(name), backend);
    const [files, ages] = backend === 'wasm' ? [SAMPLES, null] : [SAMPLES.slice(1, 2), 'held' as const];
    const comparisons = await page.evaluate(([some, agesOf]) => lab.detectorParity.compare(some, agesOf), [
      files,
      ages,
    ] as const);
    if (backend !== 'wasm') pairsOfGpus += comparisons.flatMap(({ pairs }) => pairs).length;
    const kinds = new Set(comparisons.filter(({ pairs }) => pairs.length > 0).map(({ kind }) => kind));
    expect(kinds.size, 'every kind of view shows faces').toBe(5);
    for (const { kind, pairs, onlyMediapipe, onlyGraph } of comparisons) {
      const where = `${kind} on ${backend}`;
      for (const score of [...onlyMediapipe, ...onlyGraph]) expect(score, where).toBeLessThan(0.505);
      for (const { score, box, keypoints, years } of pairs) {
        // In whole pixels, so that a box can be on the other side of a step.
        expect(box, where).toBeLessThan(1.01);
        expect(score, where).toBeLessThan(0.005);
        expect(keypoints, where).toBeLessThan(0.05);
        if (backend === 'wasm') expect(years, where).toBeLessThan(0.05);
      }
    }
  }
  const years = await page.evaluate(() => lab.detectorParity.yearsOfHeld());
  expect(years).toHaveLength(pairsOfGpus);
  for (const each of years) expect(each).toBeLessThan(0.05);
});
