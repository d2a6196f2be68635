import { createEstimator, type Estimator } from '../../src/index.ts';
import type { DetectorName } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';
import { fetchBlob } from './plain-face.ts';

async function withEstimator(
  detector: DetectorName,
  work: (estimator: Estimator) => Promise<unknown>,
): Promise<void> {
  const estimator = await createEstimator({ assets: assetsBase(), backend: 'wasm', detector });
  try {
    await work(estimator);
  } finally {
    await estimator.dispose();
  }
}

/** Asks for the faces of all photos at the same time. */
export function atOnce(addresses: readonly string[]): Promise<void> {
  return withEstimator('mediapipe', (estimator) =>
    Promise.all(addresses.map(async (address) => estimator.estimate(await fetchBlob(address)))),
  );
}

/** Asks for the faces of a photo when those of the one before are there. */
export function oneByOne(addresses: readonly string[], detector: DetectorName): Promise<void> {
  return withEstimator(detector, async (estimator) => {
    for (const address of addresses) await estimator.estimate(await fetchBlob(address));
  });
}
