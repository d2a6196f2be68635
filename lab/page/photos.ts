import { createEstimator, type Estimator } from '../../src/index.ts';
import { assetsBase } from './assets-base.ts';
import { fetchBlob } from './plain-face.ts';

async function withEstimator(work: (estimator: Estimator) => Promise<unknown>): Promise<void> {
  const estimator = await createEstimator({ assets: assetsBase(), backend: 'wasm' });
  try {
    await work(estimator);
  } finally {
    await estimator.dispose();
  }
}

/** Asks for the faces of all photos at the same time. */
export function atOnce(addresses: readonly string[]): Promise<void> {
  return withEstimator((estimator) =>
    Promise.all(addresses.map(async (address) => estimator.estimate(await fetchBlob(address)))),
  );
}

/** Asks for the faces of a photo when those of the one before are there. */
export function oneByOne(addresses: readonly string[]): Promise<void> {
  return withEstimator(async (estimator) => {
    for (const address of addresses) await estimator.estimate(await fetchBlob(address));
  });
}
