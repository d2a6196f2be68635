import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { prepareAssets } from '../../scripts/prepare-assets.mjs';
import { projectFolder, runCommand } from '../../scripts/run-command.mjs';
import { serveStatic } from '../../scripts/static-server.mjs';
import { writeMeasured } from '../measured-section.mjs';
import { chromiumEngine } from './chromium.mjs';
import { openDisplay } from './display.mjs';
import { firefoxEngine } from './firefox.mjs';
import { problemOfRun, problemOfVisit, tables } from './report.mjs';
import { readGolden, showElement, visitOffline } from './tasks.mjs';
import { webKitEngine } from './webkit.mjs';

/** @typedef {import('./session.mjs').Engine} Engine */
/** @typedef {import('./session.mjs').Run} Run */
/** @typedef {import('./report.mjs').RunOutcome} RunOutcome */
/** @typedef {import('./report.mjs').VisitOutcome} VisitOutcome */

const dist = path.join(projectFolder, 'dist');

/** The page itself takes over where no worker can be started; that is one way, whatever the backend. @type {readonly Run[]} */
const ALL_RUNS = [
  ['wasm', 'worker'],
  ['wasm', 'worker', 'graph'],
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

/** The installed browsers, each as it is shipped first. @param {NodeJS.ProcessEnv} environment */
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

/** @typedef {{ engine: Engine, version: string }} InstalledEngine */
/** @typedef {{ runs: RunOutcome[], visits: VisitOutcome[], passed: boolean[] }} Outcomes */

/**
 * Runs samples, element and a visit without a network in each engine that is installed. Ends with a plain line
 * "N passed, N failed"; an engine that is not installed is named and counts as neither.
 * @param {{ isBuilt: boolean, table?: string }} options `isBuilt` takes dist/ as it is
 * @returns {Promise<number>} exit code
 */
export async function runEngines({ isBuilt, table }) {
  const display = await openDisplay();
  // On other systems than Linux browsers use the display of the system.
  const isBlind = display === null && process.platform === 'linux';
  const found = isBlind ? [] : await installedEngines(display?.environment ?? {});
  const missing = ['Firefox', 'WebKitGTK'].filter(
    (name) => !found.some(({ engine }) => engine.name === name),
  );
  if (missing.length > 0) {
    const what = isBlind ? ['a display (Xvfb)'] : missing;
    console.log(`not installed, and so not run: ${what.join(', ')} (see docs/browsers.md)`);
  }
  if (!isBuilt) await build();
  // Chromium alone would repeat the browser tests.
  const outcomes = await outcomesOf(missing.length === 2 ? [] : found);
  display?.close();
  if (table !== undefined && missing.length === 0) {
    const engines = found.map(({ engine, version }) => ({ name: nameOf(engine), version }));
    writeMeasured(table, tables({ engines, ...outcomes }));
  }
  return report(outcomes);
}

/** @param {readonly InstalledEngine[]} found @returns {Promise<Outcomes>} */
async function outcomesOf(found) {
  /** @type {Outcomes} */
  const { runs, visits, passed } = { runs: [], visits: [], passed: [] };
  const server = await serveStatic({ folders: { '/': dist } });
  for (const { engine } of found) {
    for (const run of engine.runs ?? ALL_RUNS) {
      const outcome = await outcomeOfRun(engine, run, server.origin);
      runs.push(outcome);
      const note = outcome.absent === undefined ? '' : ` is not there: ${outcome.absent}`;
      passed.push(tell(`${nameOf(engine)}: ${run.join(' in the ')}${note}`, problemOfRun(outcome, runs)));
    }
    if (engine.setting !== undefined) continue;
    for (const outcome of await outcomesOfVisits(engine, server.origin)) {
      visits.push(outcome);
      passed.push(tell(`${nameOf(engine)}: ${outcome.what}`, problemOfVisit(outcome, visits)));
    }
  }
  await server.close();
  return { runs, visits, passed };
}

/** Writes test-results/engines.json and the last line. @param {Outcomes} outcomes @returns {Promise<number>} exit code */
async function report({ runs, visits, passed }) {
  const tally = { passed: passed.filter(Boolean).length, failed: passed.filter((each) => !each).length };
  const folder = path.join(projectFolder, 'test-results');
  await mkdir(folder, { recursive: true });
  const results = `${JSON.stringify({ ...tally, runs, visits }, null, 1)}\n`;
  await writeFile(path.join(folder, 'engines.json'), results);
  console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}
