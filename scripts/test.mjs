/**
 * `npm test`: installs what is missing (a Chromium too), then checks types, lint and format, runs the unit tests, builds the
 * site and the npm package, checks the package and runs the browser tests on what was built, and what other engines are
 * asked where they are installed. Ends with a plain line "N passed, N failed". Plain Node, since nothing may be installed yet.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { installDependencies } from './install-dependencies.mjs';
import { projectFolder, runCommand } from './run-command.mjs';

const reportFolder = path.join(projectFolder, 'test-results');
const unitReport = path.join(reportFolder, 'unit.json');
const browserReport = path.join(reportFolder, 'browser.json');
const engineReport = path.join(reportFolder, 'engines.json');
const { version } = await readJson(path.join(projectFolder, 'package.json'));

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} script below the project's folder
 * @property {readonly string[]} args
 * @property {number} limitSeconds
 * @property {boolean} [show] its output from the start, not only when it fails
 * @property {() => Promise<Tally>} [count] its tests; a step without tests counts only when it fails
 */

/** @typedef {{passed: number, failed: number}} Tally */

/** @type {Step} */
const types = {
  name: 'types',
  script: 'node_modules/typescript/bin/tsc',
  args: ['--noEmit'],
  limitSeconds: 300,
};

/** @type {Step} the code of workers, which has no document */
const workerTypes = {
  name: 'types of workers',
  script: 'node_modules/typescript/bin/tsc',
  args: ['-p', 'tsconfig.worker.json'],
  limitSeconds: 300,
};

/** @type {Step} */
const lint = {
  name: 'lint and format',
  script: 'node_modules/@biomejs/biome/bin/biome',
  args: ['ci', '--colors=off'],
  limitSeconds: 120,
};

/** @type {Step} */
const unitTests = {
  name: 'unit tests',
  script: 'node_modules/vitest/vitest.mjs',
  args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
  limitSeconds: 600,
  async count() {
    const { numPassedTests, numFailedTests } = await readJson(unitReport);
    return { passed: numPassedTests, failed: numFailedTests };
  },
};

/** @type {readonly Step[]} */
const builds = [
  { name: 'build of the package', script: 'scripts/build/package/build.mjs', args: [], limitSeconds: 300 },
  // After the package, whose scripts its example runs.
  { name: 'build of the site', script: 'node_modules/vite/bin/vite.js', args: ['build'], limitSeconds: 300 },
  {
    name: 'build of the test page',
    script: 'node_modules/vite/bin/vite.js',
    args: ['build', '--mode', 'harness'],
    limitSeconds: 300,
  },
  {
    name: 'build of the measuring page',
    script: 'node_modules/vite/bin/vite.js',
    args: ['build', '--mode', 'lab'],
    limitSeconds: 300,
  },
  {
    name: 'package: manifest',
    script: 'node_modules/publint/src/cli.js',
    args: ['dist/package', '--strict'],
    limitSeconds: 120,
  },
  {
    name: 'package: types',
    script: 'node_modules/@arethetypeswrong/cli/dist/index.js',
    args: [`dist/facecurve-${version}.tgz`, '--profile', 'esm-only'],
    limitSeconds: 120,
  },
];

/** @type {Step} */
const browserTests = {
  name: 'browser tests',
  script: 'node_modules/@playwright/test/cli.js',
  args: ['test'],
  limitSeconds: 3600,
  show: true,
  async count() {
    const { stats } = await readJson(browserReport);
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
  },
};

/** @type {Step} says which engines are not installed; those count as nothing */
const engineTests = {
  name: 'other engines',
  script: 'lab/test-engines.mjs',
  args: ['--built'],
  limitSeconds: 3600,
  show: true,
  count: () => readJson(engineReport),
};

/** @param {string} file */
async function readJson(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}

/**
 * @param {Step} step
 * @returns {Promise<Tally>}
 */
async function run({ name, script, args, limitSeconds, show = false, count }) {
  const started = performance.now();
  if (show) console.log(`${name} ...`);
  const file = path.join(projectFolder, script);
  // Colours are for a terminal, not for output that is kept and printed later.
  const environment = show ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined };
  const { code, output } = await runCommand([process.execPath, file, ...args], {
    limitSeconds,
    show,
    environment,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (code !== 0 && !show) console.log(output);
  const tally = (await count?.().catch(() => undefined)) ?? { passed: 0, failed: 0 };
  // A step that breaks down outside of its tests has failed too.
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** @param {() => Promise<unknown>} prepare a step in this process: an exception is its failure */
async function attempt(prepare) {
  try {
    await prepare();
    return { passed: 0, failed: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

/** @param {readonly Tally[]} tallies */
function finish(tallies) {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

const installed = await attempt(async () => {
  await installDependencies();
  const { prepareAssets } = await import('./prepare-assets.mjs');
  await prepareAssets();
  await rm(reportFolder, { recursive: true, force: true });
  await mkdir(reportFolder, { recursive: true });
});
if (installed.failed > 0) finish([installed]);

/** @type {Tally[]} */
const tallies = [];
for (const step of [types, workerTypes, lint, unitTests]) tallies.push(await run(step));

/** @type {Tally[]} */
const prerequisites = [];
for (const step of builds) prerequisites.push(await run(step));
const { findBrowser } = await import('./find-browser.mjs');
prerequisites.push(await attempt(findBrowser));
tallies.push(...prerequisites);
if (prerequisites.every(({ failed }) => failed === 0)) {
  for (const step of [browserTests, engineTests]) tallies.push(await run(step));
} else console.log('browser tests were not run: what they need is missing (see above)');

finish(tallies);
