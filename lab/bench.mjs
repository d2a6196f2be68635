// Measures facecurve beside what a user would pick instead: one Chromium, the same pictures, one contender after another.
// usage: npm run bench -- [--backends wasm,wasm-threads,webgl,webgpu] [--repeat 15] [--frames 300] [--seconds 30]
//          [--data DIR --set utkface --split val --pictures 300] [--json FILE] [--docs] [--gpu]
// --docs writes the tables of docs/bench.md and docs/bench.svg. --gpu: a graphics card under headless Chromium.
import { writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { ON_CARD } from '../scripts/graphics-card.mjs';
import { projectFolder, runCommand } from '../scripts/run-command.mjs';
import { serveBench } from './bench/bench-server.mjs';
import { installPeers } from './bench/install-peers.mjs';
import { measureBackend } from './bench/measure-backend.mjs';
import { measureStages } from './bench/measure-stages.mjs';
import { benchPlot } from './bench/plot.mjs';
import { benchTables, toJson } from './bench/report.mjs';
import { publishScenes } from './bench/scenes.mjs';
import { findSetFolders, readFaceSet } from './face-set.mjs';
import { buildLab } from './lab-page.mjs';

const BACKENDS = ['wasm', 'wasm-threads', 'webgl', 'webgpu'];

const { values: options } = parseArgs({
  options: {
    backends: { type: 'string', default: 'wasm,webgl,webgpu' },
    repeat: { type: 'string', default: '15' },
    frames: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '30' },
    data: { type: 'string' },
    set: { type: 'string' },
    split: { type: 'string', default: 'val' },
    pictures: { type: 'string', default: '300' },
    json: { type: 'string' },
    docs: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
  },
});
const backends = options.backends.split(',');
const unknown = backends.filter((name) => !BACKENDS.includes(name));
if (unknown.length > 0) {
  console.error(`--backends: ${unknown.join(', ')}; there are ${BACKENDS.join(', ')}.`);
  process.exit(2);
}

/** @param {string} file */
const inProject = (file) => path.join(projectFolder, file);

/** The pictures whose age is known, spread over the split; null without --data. */
function agedPictures() {
  if (options.data === undefined) return null;
  const set = readFaceSet(findSetFolders(path.resolve(options.data), options.set)[0] ?? '');
  const rows = set.rows.filter((row) => row.split === options.split && row.age);
  const every = Math.max(1, Math.floor(rows.length / Number(options.pictures)));
  return { folder: set.folder, rows: rows.filter((_, index) => index % every === 0) };
}

/** The tables between two marks of the page, which is written by hand otherwise. @param {string} tables */
async function writeDocs(tables) {
  const file = inProject('docs/bench.md');
  const page = await readFile(file, 'utf8');
  const between = /(<!-- tables -->\n)[\s\S]*(<!-- end of tables -->)/;
  await writeFile(
    file,
    page.replace(between, (_, begin, end) => `${begin}\n${tables}\n\n${end}`),
  );
}

/** @param {string} version of the browser */
function machine(version) {
  const [processor] = cpus();
  return `${cpus().length} cores (${processor?.model ?? 'unknown'}), Chromium ${version}, ${new Date().toISOString().slice(0, 10)}`;
}

const aged = agedPictures();
const { code, output } = await runCommand([process.execPath, 'scripts/build/package/build.mjs'], {
  limitSeconds: 600,
});
if (code !== 0) throw new Error(`The package could not be built:\n${output}`);
const { site, executablePath, args } = await buildLab();
const server = await serveBench({
  bench: inProject('lab/bench/page'),
  facecurve: inProject('dist/package'),
  peers: await installPeers(),
  'tfjs-wasm': inProject('node_modules/@tensorflow/tfjs-backend-wasm/dist'),
  samples: inProject('public/samples'),
  ...(aged && { pictures: aged.folder }),
});
const browser = await chromium.launch({
  executablePath,
  args: [...args, ...(options.gpu ? ON_CARD : ['--enable-unsafe-webgpu'])],
});
/** @type {import('./bench/report.mjs').Bench} */
const bench = { machine: machine(browser.version()), backends: {}, stages: {} };
try {
  const addresses = aged?.rows.map(({ file }) => `/pictures/${file}`) ?? [];
  const scenes = await publishScenes(browser, server, addresses);
  for (const name of backends) {
    bench.backends[name] = await measureBackend(browser, server, {
      name,
      limits: {
        rounds: Number(options.repeat),
        frames: Number(options.frames),
        seconds: Number(options.seconds),
      },
      aged: name === backends[0] ? (aged?.rows ?? null) : null,
    });
    if (name === 'wasm-threads') continue;
    const backend = /** @type {import('../src/types.ts').BackendName} */ (name);
    bench.stages[name] = await measureStages(browser, site, { backend, scenes, isOnCard: options.gpu });
  }
} finally {
  await browser.close();
  server.close();
}
const tables = benchTables(bench);
console.log(tables);
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(toJson(bench), null, 1)}\n`);
if (options.docs) {
  await writeDocs(tables);
  const [name = '', figures = {}] = Object.entries(bench.backends)[0] ?? [];
  await writeFile(
    inProject('docs/bench.svg'),
    benchPlot(figures, `${name}, ${bench.machine}; shorter is faster`),
  );
}
