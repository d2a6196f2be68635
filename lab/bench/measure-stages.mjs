import { median, min } from 'd3-array';

/** @typedef {import('../page/stages.ts').StageTimes} StageTimes */
/** @typedef {import('../../src/types.ts').BackendName} BackendName */
/** @typedef {import('../../src/types.ts').DetectorName} DetectorName */

/** Timed estimates of a picture. */
const LOOKS = 12;
/** Timed estimates on a software GPU, which is slow. */
const SLOW_LOOKS = 2;

/**
 * Measures the parts of facecurve's time: the median (or the least) of each part.
 * @param {import('playwright').Page} page of the lab
 * @param {{ backend: BackendName, detector: DetectorName, scenes: ReadonlyMap<string, Buffer>, isOnCard: boolean, isFastest: boolean }} what
 * @returns {Promise<Record<string, StageTimes>>} by scene
 */
export async function measureStages(page, { backend, detector, scenes, isOnCard, isFastest }) {
  const times = backend === 'wasm' || isOnCard ? LOOKS : SLOW_LOOKS;
  /** @type {Record<string, StageTimes>} */
  const stages = {};
  for (const [scene, picture] of scenes) {
    console.error(`${backend}, ${detector}: parts of ${scene}`);
    const looks = await page.evaluate(
      ([address, parts, count]) => globalThis.lab.stages.look(address, parts, count),
      /** @type {const} */ ([
        `data:image/png;base64,${picture.toString('base64')}`,
        [backend, detector],
        times,
      ]),
    );
    const of = (/** @type {keyof StageTimes} */ part) => {
      const times = looks.map((look) => look[part]);
      return (isFastest ? min(times) : median(times)) ?? Number.NaN;
    };
    stages[scene] = {
      capture: of('capture'),
      views: of('views'),
      detector: of('detector'),
      alignment: of('alignment'),
      network: of('network'),
      readBack: of('readBack'),
      faces: of('faces'),
    };
  }
  await page.context().close();
  return stages;
}
