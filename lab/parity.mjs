// Compares the built network with PyTorch on real crops, in Chromium, on each backend.
// usage: npm run parity -- --crops DIR [--backend wasm,webgl,webgpu] [--count 500] [--model open] [--json FILE] [--gpu]
// DIR is what `python -m facecurve_train.parity_crops --crops CROPS --out DIR` writes.
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { ON_CARD, ON_PROCESSOR } from '../scripts/graphics-card.mjs';
import { buildLab, openLab } from './lab-page.mjs';
import { mean } from './metrics.mjs';
import { servePictures } from './picture-server.mjs';
import { progressBar } from './progress-bar.mjs';

/** @typedef {import('./page/parity.ts').CropDifference} CropDifference */
/** @typedef {import('../src/types.ts').BackendName} BackendName */

const BATCH = 4;
const LARGEST = { years: 0.05, points: 0.01 };

const { values: options } = parseArgs({
  options: {
    crops: { type: 'string' },
    backend: { type: 'string', default: 'wasm,webgl,webgpu' },
    count: { type: 'string', default: '500' },
    model: { type: 'string', default: 'default' },
    json: { type: 'string' },
    gpu: { type: 'boolean', default: false },
  },
});
if (
  options.crops === undefined ||
  !existsSync(join(options.crops, 'parity.json')) ||
  !['default', 'open'].includes(options.model)
) {
  console.error(
    'usage: npm run parity -- --crops DIR [--backend wasm,webgl,webgpu] [--count 500] [--model open] [--json FILE] [--gpu]\n' +
      'DIR: parity.json and parity.u8 of `python -m facecurve_train.parity_crops --crops CROPS --out DIR`',
  );
  process.exit(2);
}

/**
 * @param {import('playwright').Page} page
 * @param {BackendName} backend
 */
async function measure(page, backend) {
  const started = await page.evaluate(
    ([name, model]) => globalThis.lab.parity.start(name, model),
    /** @type {[BackendName, import('../src/types.ts').ModelName]} */ ([backend, options.model]),
  );
  const count = Math.min(started.count, Number(options.count));
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

/** @param {readonly number[]} values */
function summary(values) {
  return { largest: Math.max(...values), mean: mean(values) };
}

/** @typedef {{largest: number, mean: number}} Summary */

/** Written so that a difference that is no number fails. @param {Summary} figures @param {number} allowed */
const isWithin = ({ largest }, allowed) => largest <= allowed;

/** @param {Summary} figures */
const told = ({ largest, mean: average }) => `${largest.toFixed(5)} (mean ${average.toFixed(5)})`;

const { site, executablePath, args } = await buildLab();
const server = await servePictures({ site, pictures: resolve(options.crops) });
const browser = await chromium.launch({
  executablePath,
  args: [...args, ...(options.gpu ? ON_CARD : ON_PROCESSOR)],
});
/** @type {Record<string, Awaited<ReturnType<typeof measure>>['figures']>} */
const parity = {};
let weights = '';
let failed = false;
try {
  for (const backend of /** @type {BackendName[]} */ (options.backend.split(','))) {
    const page = await openLab(browser, server.address);
    const measured = await measure(page, backend);
    await page.context().close();
    const { years, points, crops } = measured.figures;
    parity[backend] = measured.figures;
    weights = measured.weights;
    const within = isWithin(years, LARGEST.years) && (points === null || isWithin(points, LARGEST.points));
    failed ||= !within;
    console.log(
      `${backend}, ${crops} crops: largest difference ${told(years)} years, ${points === null ? 'no votes' : `${told(points)} points`}` +
        `${within ? '' : ': TOO FAR'}`,
    );
  }
} finally {
  await browser.close();
  server.close();
}
if (options.json !== undefined) {
  const report = { parity, weights, browser: `Chromium ${browser.version()}`, allowed: LARGEST };
  writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
}
if (failed) {
  console.error(`Allowed are ${LARGEST.years} years and ${LARGEST.points} points.`);
  process.exitCode = 1;
}
