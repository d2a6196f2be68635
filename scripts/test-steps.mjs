import path from 'node:path';
import { countOf, placesOfFailed, settle } from './playwright-report.mjs';
import { projectFolder } from './run-command.mjs';
import { readJson, reportFolder, run } from './test-run.mjs';

/** @typedef {import('./test-run.mjs').Step} Step */

const { version } = await readJson(path.join(projectFolder, 'package.json'));
const unitReport = path.join(reportFolder, 'unit.json');
const engineReport = path.join(reportFolder, 'engines.json');

/** @type {readonly Step[]} */
export const checks = [
  { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['--noEmit'], limitSeconds: 300 },
  // The code of workers, which has no document.
  {
    name: 'types of workers',
    script: 'node_modules/typescript/bin/tsc',
    args: ['-p', 'tsconfig.worker.json'],
    limitSeconds: 300,
  },
  {
    name: 'lint and format',
    script: 'node_modules/@biomejs/biome/bin/biome',
    args: ['ci', '--colors=off'],
    limitSeconds: 120,
  },
  {
    name: 'unit tests',
    script: 'node_modules/vitest/vitest.mjs',
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
    limitSeconds: 600,
    async count() {
      const { numPassedTests, numFailedTests } = await readJson(unitReport);
      return { passed: numPassedTests, failed: numFailedTests };
    },
  },
];

/** @param {string} what @param {string} mode of the build @returns {Step} */
const viteBuild = (what, mode) => ({
  name: `build of ${what}`,
  script: 'node_modules/vite/bin/vite.js',
  args: ['build', '--mode', mode],
  limitSeconds: 300,
});

const site = viteBuild('the site', 'production');
const testPages = viteBuild('the test pages', 'harness');

/** @type {readonly Step[]} */
export const builds = [
  {
    name: 'build of the package',
    script: 'scripts/build/package/build.mjs',
    args: [],
    limitSeconds: 300,
  },
  // After the package, whose scripts its example runs.
  site,
  testPages,
  viteBuild('the measuring pages', 'lab'),
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

/** @type {readonly Step[]} */
export const quickBuilds = [site, testPages];

/** More failures than this are no chance, and would take long to run again. */
const MOST_AGAIN = 20;

/**
 * @param {string} name
 * @param {string} report name of the file with the results
 * @param {readonly string[]} args
 * @returns {Step}
 */
function playwright(name, report, args) {
  const step = playwrightRun(name, report, args);
  const again = `${report}-again`;
  return {
    ...step,
    // Beside others a test can fail because the machine is busy: it has failed only when it fails by itself too.
    async again(tally) {
      const first = await readReport(report).catch(() => null);
      const places = first === null ? [] : placesOfFailed(first);
      if (first === null || places.length === 0 || places.length > MOST_AGAIN) return tally;
      await run(
        playwrightRun('tests that failed, by themselves', again, [
          ...places.map((place) => `e2e/${place}`),
          '--workers=1',
        ]),
      );
      const second = await readReport(again).catch(() => null);
      return second === null ? tally : settle(first, second);
    },
  };
}

/** @param {string} report */
const fileOf = (report) => path.join(reportFolder, `${report}.json`);

/** @param {string} report @returns {Promise<import('./playwright-report.mjs').Report>} */
const readReport = (report) => readJson(fileOf(report));

/** @param {string} name @param {string} report @param {readonly string[]} args @returns {Step} */
function playwrightRun(name, report, args) {
  return {
    name,
    script: 'node_modules/@playwright/test/cli.js',
    args: ['test', `--output=${path.join(reportFolder, report)}`, ...args],
    limitSeconds: 3600,
    show: true,
    environment: { FACECURVE_TEST_REPORT: fileOf(report) },
    count: async () => countOf(await readReport(report)),
  };
}

/** @type {readonly Step[]} */
export const browserTests = [
  playwright('browser tests, three at a time', 'browser', ['--workers=3']),
  // Says which engines are not installed; they count as nothing.
  {
    name: 'other engines',
    script: 'lab/test-engines.mjs',
    args: ['--built'],
    limitSeconds: 3600,
    show: true,
    count: () => readJson(engineReport),
  },
];

/** A photo and a camera in the page, the element, the library, and what is withheld. */
const MAIN_FLOWS = ['photo', 'webcam', 'element', 'library', 'minors'].map((name) => `e2e/${name}.spec.ts`);

/** @type {readonly Step[]} */
export const quickBrowserTests = [
  playwright('browser tests of the main flows', 'browser', [...MAIN_FLOWS, '--workers=2']),
];
