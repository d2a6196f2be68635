// Measures the time of one face and of one detection, compared with a large matrix product on the same backend.
// usage: npm run measure:limits -- [--backend wasm,webgl,webgpu] [--rounds 60] [--gpu] [--table FILE] [--json FILE]
// --gpu: a graphics card under headless Chromium, over Vulkan. --table writes the tables behind the last heading of a
// Markdown file.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { ON_CARD, ON_PROCESSOR } from '../scripts/graphics-card.mjs';
import { projectFolder } from '../scripts/run-command.mjs';
import { buildLab, openLab } from './lab-page.mjs';
import { accumulatesOfTflite, layersOfGraph } from './limits/arithmetic.mjs';
import { writeMeasured } from './measured-section.mjs';
import { servePictures } from './picture-server.mjs';

/** @typedef {import('../src/types.ts').BackendName} BackendName */
/** @typedef {import('./page/limits.ts').LimitRound} LimitRound */
/** @typedef {import('./page/limits.ts').LimitMachine} LimitMachine */
/** @typedef {{backend: BackendName, machine: LimitMachine, batch: number, rounds: LimitRound[]}} Measured */

/** Where the processor computes what a card should, a face takes seconds. */
const SLOW = { rounds: 1, batch: 2 };

const { values: options } = parseArgs({
  options: {
    backend: { type: 'string', default: 'wasm,webgl,webgpu' },
    rounds: { type: 'string', default: '60' },
    gpu: { type: 'boolean', default: false },
    table: { type: 'string' },
    json: { type: 'string' },
  },
});

/** @param {string} file */
const readAsset = (file) => readFileSync(path.join(projectFolder, 'public/assets/models', file));

const card = JSON.parse(String(readAsset('facecurve/card.json')));
const layers = layersOfGraph(JSON.parse(String(readAsset('facecurve/model.json'))), card.cropSize);
const ofFace = layers.reduce((all, { accumulates }) => all + accumulates, 0);
const ofLook = accumulatesOfTflite(readAsset('detector/blaze_face_short_range.tflite'));

/** @param {import('playwright').Page} page @param {BackendName} backend @returns {Promise<Measured>} */
async function measure(page, backend) {
  const machine = await page.evaluate((name) => globalThis.lab.limits.start(name), backend);
  const fast = { rounds: Number(options.rounds), batch: 16 };
  const { rounds: count, batch } = machine.software ? SLOW : fast;
  /** @type {LimitRound[]} */
  const rounds = [];
  // One more, which warms everything up.
  for (let round = 0; round <= count; round++) {
    rounds.push(await page.evaluate((faces) => globalThis.lab.limits.round(faces), batch));
  }
  return { backend, machine, batch, rounds: rounds.slice(1) };
}

/** The shortest of the rounds: whatever else the machine does only makes it longer. @param {Measured} measured @param {Exclude<keyof LimitRound, 'atSide'>} figure */
function shortest({ rounds }, figure) {
  return Math.min(...rounds.map((round) => round[figure]));
}

/** Billions of multiply-accumulates a second. @param {number} accumulates @param {number} milliseconds */
const rate = (accumulates, milliseconds) => accumulates / milliseconds / 1e6;

/** @param {number} share */
function percent(share) {
  return share < 0.095 ? `${(100 * share).toFixed(1)} %` : `${Math.round(100 * share)} %`;
}

/** How fast the matrix product is. @param {Measured} measured */
function limit(measured) {
  return rate(measured.machine.size ** 3, shortest(measured, 'product'));
}

/** @param {Measured} measured */
function row(measured) {
  const { backend, machine, batch } = measured;
  const ofLimit = (/** @type {Exclude<keyof LimitRound, 'atSide'>} */ figure) => {
    const milliseconds = shortest(measured, figure);
    return `${milliseconds.toFixed(1)}, ${percent(rate(ofFace, milliseconds) / limit(measured))}`;
  };
  return [
    backend,
    machine.hardware,
    `${limit(measured).toPrecision(3)} (${machine.size})`,
    shortest(measured, 'floor').toFixed(2),
    ofLimit('face'),
    `${ofLimit('faceOfBatch')} (${batch})`,
    ofLimit('faceQueued'),
  ];
}

/** The detector runs on the processor whatever the backend. @param {Measured} wasm */
function detectorRow(wasm) {
  const look = shortest(wasm, 'look');
  return [
    (ofLook / 1e6).toFixed(0),
    look.toFixed(1),
    shortest(wasm, 'smallLook').toFixed(1),
    (ofLook / limit(wasm) / 1e6).toFixed(1),
    percent(rate(ofLook, look) / limit(wasm)),
  ];
}

/** Shortest milliseconds of a face by its crop's side. @param {Measured} measured @returns {Record<string, number>} */
function timesAtSides({ rounds }) {
  const sides = Object.keys(rounds[0]?.atSide ?? {});
  return Object.fromEntries(
    sides.map((side) => [side, Math.min(...rounds.map(({ atSide }) => atSide[Number(side)] ?? Number.NaN))]),
  );
}

/** @param {Measured} wasm */
function sideRows(wasm) {
  return Object.entries(timesAtSides(wasm)).map(([side, milliseconds]) => {
    const accumulates = ofFace * (Number(side) / card.cropSize) ** 2;
    return [side, (accumulates / 1e6).toFixed(0), milliseconds.toFixed(1)];
  });
}

/** @param {Measured} wasm */
function layerRows(wasm) {
  const times = wasm.machine.layers ?? {};
  const all = Object.values(times).reduce((sum, time) => sum + time, 0);
  const work = new Map(layers.map(({ name, accumulates }) => [name.replace(/\/product$/, ''), accumulates]));
  return Object.entries(times).map(([name, time]) => {
    const accumulates = work.get(name === 'group5/convolution3' ? 'features' : name);
    if (accumulates === undefined) return ['pools, mean, heads', '0.0 %', percent(time / all), '-'];
    return [
      name,
      percent(accumulates / ofFace),
      percent(time / all),
      percent(rate(accumulates, time) / limit(wasm)),
    ];
  });
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const { site, executablePath, args } = await buildLab();
const server = await servePictures({ site });
const browser = await chromium.launch({
  executablePath,
  args: [...args, ...(options.gpu ? ON_CARD : ON_PROCESSOR)],
});
const version = browser.version();
/** @type {Measured[]} */
const all = [];
/** The tables of what has been measured so far. */
function report() {
  const wasm = all.find(({ backend }) => backend === 'wasm');
  const tables = [
    `Chromium ${version}; a face is ${(ofFace / 1e9).toFixed(3)} billion multiply-accumulates at ${card.cropSize} px.`,
    table(
      [
        'backend',
        'hardware',
        'matrix product, billions a second (side)',
        'reading back one number, ms',
        'a face: ms, share',
        'a face of a batch: ms, share (faces)',
        'a face of a series of which only the last is read: ms, share',
      ],
      all.map(row),
    ),
  ];
  if (wasm !== undefined) {
    tables.push(
      table(
        [
          'one detection, millions of multiply-accumulates',
          'ms',
          'ms at a sixteenth of the pixels',
          'ms at the product’s speed',
          'share',
        ],
        [detectorRow(wasm)],
      ),
      table(['crop, px a side, on wasm', 'millions of multiply-accumulates', 'ms a face'], sideRows(wasm)),
      table(
        ['layer, on wasm', 'of the arithmetic', 'of the time', 'of the product’s speed'],
        layerRows(wasm),
      ),
    );
  }
  return tables.join('\n\n');
}

try {
  for (const backend of /** @type {BackendName[]} */ (options.backend.split(','))) {
    const page = await openLab(browser, server.address);
    all.push(await measure(page, backend));
    await page.context().close();
    // After each, so that nothing is lost when the next one takes too long.
    if (options.table !== undefined) writeMeasured(options.table, report());
    console.error(`${backend}: measured`);
  }
} finally {
  await browser.close();
  server.close();
}
console.log(report());
if (options.json !== undefined) {
  const sides = Object.fromEntries(all.map((measured) => [measured.backend, timesAtSides(measured)]));
  writeFileSync(
    options.json,
    `${JSON.stringify({ version, ofFace, ofLook, sides, backends: all }, null, 1)}\n`,
  );
}
