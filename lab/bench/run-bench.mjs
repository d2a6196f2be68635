import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { ON_CARD } from '../../scripts/graphics-card.mjs';
import { projectFolder, runCommand } from '../../scripts/run-command.mjs';
import { findSetFolders, readFaceSet, spread } from '../face-set.mjs';
import { withLab } from '../lab-page.mjs';
import { serveBench } from './bench-server.mjs';
import { installPeers } from './install-peers.mjs';
import { measureBackend } from './measure-backend.mjs';
import { measureStages } from './measure-stages.mjs';
import { benchPlot } from './plot.mjs';
import { benchTables, toJson, withNewSections } from './report.mjs';
import { publishScenes } from './scenes.mjs';

/** @typedef {import('./report.mjs').Bench} Bench */
/** @typedef {import('./contenders.mjs').ContenderName} ContenderName */
/** @typedef {{ folder: string, rows: Record<string, string>[] }} AgedPictures */

/**
 * @typedef {object} BenchOptions
 * @property {string[]} backends
 * @property {ContenderName[]} contenders
 * @property {import('./measure-backend.mjs').Limits} limits
 * @property {string} [data] folder of the sets
 * @property {string} [set]
 * @property {string} split
 * @property {number} pictures pictures of the set at most
 * @property {boolean} gpu
 * @property {boolean} docs
 * @property {string} [json]
 */

const DETECTORS = /** @type {const} */ (['mediapipe', 'graph']);

/** @param {string} file */
const inProject = (file) => path.join(projectFolder, file);

/** Prints the tables of all backends. @param {BenchOptions} options */
export async function runBench(options) {
  const aged = options.data === undefined ? null : agedPictures(options.data, options);
  await buildPackage();
  const server = await serveBench({
    bench: inProject('lab/bench/page'),
    facecurve: inProject('dist/package'),
    peers: await installPeers(),
    'tfjs-wasm': inProject('node_modules/@tensorflow/tfjs-backend-wasm/dist'),
    samples: inProject('public/samples'),
    ...(aged && { pictures: aged.folder }),
  });
  const browserArgs = options.gpu ? ON_CARD : ['--enable-unsafe-webgpu'];
  try {
    const bench = await withLab({ browserArgs }, (lab) => measureAll(lab, server, { ...options, aged }));
    await write(bench, options);
  } finally {
    await server.close();
  }
}

async function buildPackage() {
  const command = /** @type {const} */ ([process.execPath, 'scripts/build/package/build.mjs']);
  const { code, output } = await runCommand(command, { limitSeconds: 600 });
  if (code !== 0) throw new Error(`The package could not be built:\n${output}`);
}

/**
 * Pictures whose age is known, spread over the split.
 * @param {string} data
 * @param {Pick<BenchOptions, 'set' | 'split' | 'pictures'>} options
 * @returns {AgedPictures}
 */
function agedPictures(data, { set: name, split, pictures }) {
  const set = readFaceSet(findSetFolders(path.resolve(data), name)[0] ?? '');
  const rows = set.rows.filter((row) => row.split === split && row.age);
  return { folder: set.folder, rows: spread(rows, pictures) };
}

/**
 * @param {import('../lab-page.mjs').Lab} lab
 * @param {import('./bench-server.mjs').BenchServer} server
 * @param {BenchOptions & { aged: AgedPictures | null }} options
 */
async function measureAll({ browser, openPage }, server, { backends, contenders, limits, gpu, aged }) {
  /** @type {Bench} */
  const bench = { machine: machine(browser.version(), limits.isFastest), backends: {}, stages: {} };
  const addresses = aged?.rows.map(({ file }) => `/pictures/${file}`) ?? [];
  const scenes = await publishScenes(browser, server, addresses);
  for (const name of backends) {
    bench.backends[name] = await measureBackend(browser, server, {
      name,
      contenders,
      limits,
      aged: name === backends[0] ? (aged?.rows ?? null) : null,
    });
    if (name === 'wasm-threads') continue;
    const backend = /** @type {import('../../src/types.ts').BackendName} */ (name);
    for (const detector of DETECTORS) {
      const what = { backend, detector, scenes, isOnCard: gpu, isFastest: limits.isFastest };
      bench.stages[`${name}, ${detector}`] = await measureStages(await openPage(), what);
    }
  }
  return bench;
}

/** @param {string} version of the browser @param {boolean} isFastest */
function machine(version, isFastest) {
  const [processor] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return `${cpus().length} cores (${processor?.model ?? 'unknown'}), Chromium ${version}, ${date}${isFastest ? ', the fastest of all looks' : ''}`;
}

/** @param {Bench} bench @param {Pick<BenchOptions, 'json' | 'docs'>} options */
async function write(bench, { json, docs }) {
  const tables = benchTables(bench);
  console.log(tables);
  if (json !== undefined) await writeFile(json, `${JSON.stringify(toJson(bench), null, 1)}\n`);
  if (!docs) return;
  await writeTables(tables);
  const [name = '', figures = {}] = Object.entries(bench.backends)[0] ?? [];
  const plot = benchPlot(figures, `${name}, ${bench.machine}; shorter is faster`);
  await writeFile(inProject('docs/bench.svg'), plot);
}

/** Writes the tables between two marks of the page, and leaves those of other backends and the rest as they are. @param {string} tables */
async function writeTables(tables) {
  const file = inProject('docs/bench.md');
  const page = await readFile(file, 'utf8');
  const between = /(<!-- tables -->\n)([\s\S]*)(<!-- end of tables -->)/;
  await writeFile(
    file,
    page.replace(between, (_, begin, older, end) => `${begin}\n${withNewSections(older, tables)}\n\n${end}`),
  );
}
