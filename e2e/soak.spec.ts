import { expect, test } from '@playwright/test';
import { soak } from '../lab/soak/soak.mjs';
import { openLab } from './harness-page.ts';

/** `npm run soak` is the long run of the same. */
const FRAMES = 240;
const CYCLE = 120;

// One after another they would be the last to end.
test.describe.configure({ mode: 'parallel' });

for (const detector of ['mediapipe', 'graph'] as const) {
  test(`a watched camera outlives every fault, twice, and nothing grows (${detector})`, async ({ page }) => {
    // Photos of 27 megapixels and new starts take long on a busy machine; `soak` itself gives up on a frame that does not come.
    test.setTimeout(900_000);
    await openLab(page);
    const { counts, faults, grew, figures } = await soak(page, {
      backend: 'wasm',
      detector,
      frames: FRAMES,
      cycle: CYCLE,
    });
    expect(faults.length).toBeGreaterThan(5);
    for (const { fault, happened, recovered } of faults) {
      expect([happened, recovered], fault).toEqual([2, 2]);
    }
    // The element reported each loss, and no other. Without MediaPipe nothing here uses a GPU.
    const ofGpu = detector === 'mediapipe' ? { 'gpu-lost': 2 } : {};
    expect(counts.recovered).toEqual({ ...ofGpu, 'worker-lost': 4 });
    expect(counts.ended).toEqual({ 'camera-lost': 2, 'worker-lost': 2 });
    expect(counts.photos).toBe(8);
    // The watch gained and lost faces.
    for (const number of ['0', '1', '2', '3']) expect(counts.framesByFaces[number]).toBeGreaterThan(0);
    expect(figures).toHaveLength(2);
    expect(grew).toEqual([]);
  });
}
