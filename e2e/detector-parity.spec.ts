import { expect, test } from '@playwright/test';
import { openLab } from './harness-page.ts';

const SAMPLES = ['child', 'young', 'middle', 'old'].map((name) => `../../samples/${name}.jpg`);

// `npm run parity -- --detector` does the same with a thousand pictures of people.
test('the graph finds MediaPipe’s faces at MediaPipe’s places in the views of the samples', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await openLab(page);
  for (const backend of ['wasm', 'webgl', 'webgpu'] as const) {
    await page.evaluate((name) => lab.detectorParity.start(name), backend);
    // A GPU that the processor computes takes a second for a face.
    const files = backend === 'wasm' ? SAMPLES : SAMPLES.slice(1, 2);
    const comparisons = await page.evaluate((some) => lab.detectorParity.compare(some), files);
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
        expect(years, where).toBeLessThan(0.05);
      }
    }
  }
});
