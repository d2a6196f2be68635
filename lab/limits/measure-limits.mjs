import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ON_CARD, ON_PROCESSOR } from '../../scripts/graphics-card.mjs';
import { projectFolder } from '../../scripts/run-command.mjs';
import { withLab } from '../lab-page.mjs';
import { writeMeasured } from '../measured-section.mjs';
import { accumulatesOfTflite, layersOfGraph } from './arithmetic.mjs';
import { limitTables, timesAtSides } from './limit-tables.mjs';

/** @typedef {import('../../src/types.ts').BackendName} BackendName */
/** @typedef {import('../page/limits.ts').LimitRound} LimitRound */
/** @typedef {import('./limit-tables.mjs').Measured} Measured */
/** @typedef {import('./limit-tables.mjs').Work} Work */

/**
 * @typedef {object} LimitOptions
 * @property {BackendName[]} backends
 * @property {number} rounds
 * @property {boolean} gpu
 * @property {string} [table] Markdown file
 * @property {string} [json]
 */

/** Faces of a batch. */
const BATCH = 16;
/** Where the processor computes what a card should, a face takes seconds. */
const SLOW = { count: 1, batch: 2 };

/** Prints the tables of all backends. @param {LimitOptions} options */
export async function measureLimits({ backends, rounds, gpu, table, json }) {
  await withLab({ browserArgs: gpu ? ON_CARD : ON_PROCESSOR }, async ({ browser, openPage }) => {
    const version = browser.version();
    // The build has put the files there.
    const work = await readWork();
    /** @type {Measured[]} */
    const all = [];
    for (const backend of backends) {
      const page = await openPage();
      all.push(await measure(page, backend, rounds));
      await page.context().close();
      // After each backend, so that nothing is lost when the next one takes too long.
      if (table !== undefined) writeMeasured(table, limitTables(version, work, all));
      console.error(`${backend}: measured`);
    }
    console.log(limitTables(version, work, all));
    if (json === undefined) return;
    const { ofFace, ofLook } = work;
    const sides = Object.fromEntries(all.map((measured) => [measured.backend, timesAtSides(measured)]));
    const report = { version, ofFace, ofLook, sides, backends: all };
    await writeFile(json, `${JSON.stringify(report, null, 1)}\n`);
  });
}

/** The arithmetic of the shipped network and detector. @returns {Promise<Work>} */
async function readWork() {
  const readAsset = (/** @type {string} */ file) =>
    readFile(path.join(projectFolder, 'public/assets/models', file));
  const { cropSize } = JSON.parse(String(await readAsset('facecurve/card.json')));
  const layers = layersOfGraph(JSON.parse(String(await readAsset('facecurve/model.json'))), cropSize);
  return {
    cropSize,
    layers,
    ofFace: layers.reduce((all, { accumulates }) => all + accumulates, 0),
    ofLook: accumulatesOfTflite(await readAsset('detector/blaze_face_short_range.tflite')),
  };
}

/**
 * @param {import('playwright').Page} page
 * @param {BackendName} backend
 * @param {number} most rounds
 * @returns {Promise<Measured>}
 */
async function measure(page, backend, most) {
  const machine = await page.evaluate((name) => globalThis.lab.limits.start(name), backend);
  const { count, batch } = machine.software ? SLOW : { count: most, batch: BATCH };
  /** @type {LimitRound[]} */
  const rounds = [];
  // The first round warms everything up and does not count.
  for (let round = 0; round <= count; round++) {
    rounds.push(await page.evaluate((faces) => globalThis.lab.limits.round(faces), batch));
  }
  return { backend, machine, batch, rounds: rounds.slice(1) };
}
