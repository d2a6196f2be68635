import { openHarness } from '../harness.mjs';
import { median } from '../metrics.mjs';
import { servePictures } from '../picture-server.mjs';

/** @typedef {import('../../e2e/harness/stages.ts').StageTimes} StageTimes */

/** Looks at a picture by facecurve's parts; less where the processor stands in for a graphics card. */
const LOOKS = { wasm: 12, webgl: 2, webgpu: 2 };

/**
 * What facecurve's time is made of: the median of each part.
 * @param {import('playwright').Browser} browser
 * @param {string} site the built harness
 * @param {{ backend: import('../../src/types.ts').BackendName, scenes: ReadonlyMap<string, Buffer> }} what
 * @returns {Promise<Record<string, StageTimes>>} by scene
 */
export async function measureStages(browser, site, { backend, scenes }) {
  const server = await servePictures({ site });
  const page = await openHarness(browser, server.address);
  /** @type {Record<string, StageTimes>} */
  const stages = {};
  for (const [scene, picture] of scenes) {
    console.error(`${backend}: parts of ${scene}`);
    const looks = await page.evaluate(
      ([address, name, times]) => globalThis.harness.stages.look(address, name, times),
      /** @type {const} */ ([`data:image/png;base64,${picture.toString('base64')}`, backend, LOOKS[backend]]),
    );
    const of = (/** @type {keyof StageTimes} */ part) => median(looks.map((look) => look[part]));
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
  server.close();
  return stages;
}
