import { writeFile } from 'node:fs/promises';
import { max, mean } from 'd3-array';
import { ON_CARD, ON_PROCESSOR_SOONER } from '../../scripts/graphics-card.mjs';
import { withLab } from '../lab-page.mjs';
import { progressBar } from '../progress-bar.mjs';

/** @typedef {import('../page/parity.ts').CropDifference} CropDifference */
/** @typedef {import('../../src/types.ts').BackendName} BackendName */
/** @typedef {import('../../src/types.ts').ModelName} ModelName */
/** @typedef {{ largest: number, mean: number }} Summary */

/**
 * @typedef {object} ParityOptions
 * @property {string} crops folder
 * @property {string[]} backends
 * @property {number} count crops at most
 * @property {string} model
 * @property {boolean} gpu
 * @property {string} [json]
 */

/** Crops that a page reads in one call. */
const BATCH = 4;
/** Largest differences that are allowed. */
const ALLOWED = { years: 0.05, points: 0.01 };

/**
 * Prints the largest difference from PyTorch on each backend.
 * @param {ParityOptions} options
 * @returns {Promise<number>} exit code, 1 where a difference is too large
 */
export async function compareBackends(options) {
  const lab = { pictures: options.crops, browserArgs: options.gpu ? ON_CARD : ON_PROCESSOR_SOONER };
  return withLab(lab, async ({ browser, openPage }) => {
    /** @type {Record<string, Awaited<ReturnType<typeof measure>>['figures']>} */
    const parity = {};
    let weights = '';
    let isWithin = true;
    for (const backend of options.backends) {
      const page = await openPage();
      const measured = await measure(page, backend, options);
      await page.context().close();
      parity[backend] = measured.figures;
      weights = measured.weights;
      isWithin = printFigures(backend, measured.figures) && isWithin;
    }
    if (options.json !== undefined) {
      const report = { parity, weights, browser: `Chromium ${browser.version()}`, allowed: ALLOWED };
      await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
    }
    if (!isWithin) console.error(`Allowed are ${ALLOWED.years} years and ${ALLOWED.points} points.`);
    return isWithin ? 0 : 1;
  });
}

/** @param {import('playwright').Page} page @param {string} backend @param {ParityOptions} options */
async function measure(page, backend, { model, count: most }) {
  const started = await page.evaluate(
    ([name, modelName]) => globalThis.lab.parity.start(name, modelName),
    /** @type {[BackendName, ModelName]} */ ([backend, model]),
  );
  const count = Math.min(started.count, most);
  const bar = progressBar(backend, count);
  /** @type {CropDifference[]} */
  const differences = [];
  while (differences.length < count) {
    const range = /** @type {const} */ ([differences.length, Math.min(count, differences.length + BATCH)]);
    differences.push(
      ...(await page.evaluate(([from, to]) => globalThis.lab.parity.compare(from, to), range)),
    );
    bar.update(differences.length);
  }
  const points = differences.flatMap((difference) => difference.points ?? []);
  return {
    weights: started.weights,
    figures: {
      crops: count,
      software: started.software,
      years: summary(differences.map(({ years }) => years)),
      points: points.length === 0 ? null : summary(points),
    },
  };
}

/** NaN where a difference is no number, so that the comparison fails. @param {readonly number[]} values @returns {Summary} */
function summary(values) {
  const largest = values.some(Number.isNaN) ? Number.NaN : (max(values) ?? Number.NaN);
  return { largest, mean: mean(values) ?? Number.NaN };
}

/** @param {string} backend @param {{ crops: number, years: Summary, points: Summary | null }} figures */
function printFigures(backend, { crops, years, points }) {
  const isWithin = years.largest <= ALLOWED.years && (points === null || points.largest <= ALLOWED.points);
  const votes = points === null ? 'no votes' : `${inWords(points)} points`;
  console.log(
    `${backend}, ${crops} crops: largest difference ${inWords(years)} years, ${votes}${isWithin ? '' : ': TOO FAR'}`,
  );
  return isWithin;
}

/** @param {Summary} summary */
function inWords({ largest, mean: average }) {
  return `${largest.toFixed(5)} (mean ${average.toFixed(5)})`;
}
