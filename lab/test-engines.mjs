// Runs the samples, the element and the visit without a network in Firefox and WebKitGTK beside Chromium.
// usage: npm run test:engines -- [--built] [--table FILE]
// --built takes dist/ as it is; --table writes the tables behind the last heading of a Markdown file. Ends with a plain line
// "N passed, N failed"; a browser that is not installed is said and counts as neither.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepareAssets } from '../scripts/prepare-assets.mjs';
import { projectFolder, runCommand } from '../scripts/run-command.mjs';
import { chromiumEngine } from './engines/chromium.mjs';
import { openDisplay } from './engines/display.mjs';
import { firefoxEngine } from './engines/firefox.mjs';
import { problemOfRun, problemOfVisit, tables } from './engines/report.mjs';
import { readGolden, showElement, visitOffline } from './engines/tasks.mjs';
import { webKitEngine } from './engines/webkit.mjs';
import { writeMeasured } from './measured-section.mjs';
import { servePictures } from './picture-server.mjs';

/** @typedef {import('./engines/session.mjs').Engine} Engine */
/** @typedef {import('./engines/session.mjs').Run} Run */
/** @typedef {import('./engines/report.mjs').RunOutcome} RunOutcome */
/** @typedef {import('./engines/report.mjs').VisitOutcome} VisitOutcome */

const { values: options } = parseArgs({
  options: { built: { type: 'boolean', default: false }, table: { type: 'string' } },
});
const dist = path.join(projectFolder, 'dist');

/** The page itself takes over where no worker can be started; that is one way, whatever the backend. @type {readonly Run[]} */
const ALL_RUNS = [
  ['wasm', 'worker'],
  ['wasm', 'page'],
  ['webgl', 'worker'],
  ['webgpu', 'worker'],
];

async function build() {
  await prepareAssets();
  for (const mode of [[], ['--mode', 'lab']]) {
    const command = /** @type {const} */ ([
      process.execPath,
      'node_modules/vite/bin/vite.js',
      'build',
      ...mode,
    ]);
    const { code, output } = await runCommand(command, { limitSeconds: 300 });
    if (code !== 0) throw new Error(output);
  }
}

/** Those that are installed, each as it is shipped first. @param {NodeJS.ProcessEnv} environment */
async function installedEngines(environment) {
  const candidates = [
    chromiumEngine(),
    firefoxEngine(environment),
    firefoxEngine(environment, {
      setting: 'dom.webgpu.enabled',
      preferences: { 'dom.webgpu.enabled': true, 'gfx.webgpu.ignore-blocklist': true },
      runs: [['webgpu', 'worker']],
    }),
    webKitEngine(environment),
    webKitEngine(environment, {
      setting: 'AllowWebGLInWorkers',
      args: ['--features=+AllowWebGLInWorkers'],
      runs: [
        ['wasm', 'worker'],
        ['webgl', 'worker'],
      ],
    }),
  ];
  const found = await Promise.all(
    candidates.map(async (engine) => ({ engine, version: await engine.version() })),
  );
  return found.flatMap(({ engine, version }) => (version === null ? [] : [{ engine, version }]));
}

/** @param {Engine} engine */
const nameOf = ({ name, setting }) => (setting === undefined ? name : `${name}, ${setting}`);

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** @param {Engine} engine @param {Run} run @param {string} address @returns {Promise<RunOutcome>} */
async function outcomeOfRun(engine, run, address) {
  const outcome = { engine: nameOf(engine), run };
  try {
    const reading = await readGolden(engine, address, ...run);
    if (!('code' in reading)) return { ...outcome, reading };
    if (reading.code === 'backend-unavailable') return { ...outcome, absent: reading.message };
    return { ...outcome, failed: `${reading.code}: ${reading.message}` };
  } catch (error) {
    return { ...outcome, failed: messageOf(error) };
  }
}

/** @param {Engine} engine @param {string} address @returns {Promise<VisitOutcome[]>} */
async function outcomesOfVisits(engine, address) {
  /** @type {VisitOutcome[]} */
  const outcomes = [];
  const visits = /** @type {const} */ ([
    ['element', () => showElement(engine, address)],
    ['offline', () => visitOffline(engine, dist)],
  ]);
  for (const [what, visit] of visits) {
    try {
      outcomes.push({ engine: nameOf(engine), what, seen: await visit() });
    } catch (error) {
      outcomes.push({ engine: nameOf(engine), what, failed: messageOf(error) });
    }
  }
  return outcomes;
}

/** @param {string} what @param {string | undefined} problem */
function tell(what, problem) {
  console.log(
    `${problem === undefined ? 'ok    ' : 'FAILED'} ${what}${problem === undefined ? '' : `: ${problem}`}`,
  );
  return problem === undefined;
}

const display = await openDisplay();
// Elsewhere than on Linux browsers have the system's.
const isBlind = display === null && process.platform === 'linux';
const found = isBlind ? [] : await installedEngines(display?.environment ?? {});
const missing = ['Firefox', 'WebKitGTK'].filter((name) => !found.some(({ engine }) => engine.name === name));
if (missing.length > 0) {
  const what = isBlind ? ['a display (Xvfb)'] : missing;
  console.log(`not installed, and so not run: ${what.join(', ')} (see docs/browsers.md)`);
}
if (!options.built) await build();
const server = await servePictures({ site: dist });
/** @type {RunOutcome[]} */
const runs = [];
/** @type {VisitOutcome[]} */
const visits = [];
/** @type {boolean[]} */
const passed = [];
// Chromium alone is what the browser tests run.
for (const { engine } of missing.length === 2 ? [] : found) {
  for (const run of engine.runs ?? ALL_RUNS) {
    const outcome = await outcomeOfRun(engine, run, server.address);
    runs.push(outcome);
    const note = outcome.absent === undefined ? '' : ` is not there: ${outcome.absent}`;
    passed.push(tell(`${nameOf(engine)}: ${run.join(' in the ')}${note}`, problemOfRun(outcome, runs)));
  }
  if (engine.setting !== undefined) continue;
  for (const outcome of await outcomesOfVisits(engine, server.address)) {
    visits.push(outcome);
    passed.push(tell(`${nameOf(engine)}: ${outcome.what}`, problemOfVisit(outcome, visits)));
  }
}
server.close();
display?.close();

if (options.table !== undefined && missing.length === 0) {
  const engines = found.map(({ engine, version }) => ({ name: nameOf(engine), version }));
  writeMeasured(options.table, tables({ engines, runs, visits }));
}
const tally = { passed: passed.filter(Boolean).length, failed: passed.filter((each) => !each).length };
await mkdir(path.join(projectFolder, 'test-results'), { recursive: true });
await writeFile(
  path.join(projectFolder, 'test-results/engines.json'),
  `${JSON.stringify({ ...tally, runs, visits }, null, 1)}\n`,
);
console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
