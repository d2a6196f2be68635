import { median } from 'd3-array';

/** @typedef {import('../page/stages.ts').StageTimes} StageTimes */

/** Timed estimates of a picture. */
const LOOKS = 12;
/** Timed estimates on a software GPU, which is slow. */
const SLOW_LOOKS = 2;

/**
 * Measures the parts of facecurve's time: the median of each part.
 * @param {import('playwright').Page} page of the lab
 * @param {{ backend: import('../../src/types.ts').BackendName, scenes: ReadonlyMap<string, Buffer>, isOnCard: boolean }} what
 * @returns {Promise<Record<string, StageTimes>>} by scene
 */
export async function measureStages(page, { backend, scenes, isOnCard }) {
  const times = backend === 'wasm' || isOnCard ? LOOKS : SLOW_LOOKS;
  /** @type {Record<string, StageTimes>} */
  const stages = {};
  for (const [scene, picture] of scenes) {
    console.error(`${backend}: parts of ${scene}`);
    const looks = await page.evaluate(
      ([address, name, count]) => globalThis.lab.stages.look(address, name, count),
      /** @type {const} */ ([`data:image/png;base64,${picture.toString('base64')}`, backend, times]),
    );
    const of = (/** @type {keyof StageTimes} */ part) => median(looks, (look) => look[part]) ?? Number.NaN;
    stages[scene] = {
      capture: of('capture'),
      detection: of('detection'),
      alignment: of('alignment'),
      network: of('network'),
      readBack: of('readBack'),
      faces: of('faces'),
    };
  }
  await page.context().close();
  return stages;
}
