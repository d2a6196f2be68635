/**
 * `npm test`: installs what is missing (a Chromium too), then runs every check there is: types, lint and format, unit
 * tests, builds, the package, browser tests on what was built, and other engines where they are installed.
 * `npm run test:quick`: types, lint and format, unit tests, and the browser tests of the main flows.
 * Both end with a plain line "N passed, N failed". Plain Node, since no package may be installed.
 */
import { mkdir, rm } from 'node:fs/promises';
import { installDependencies } from './install-dependencies.mjs';
import { attempt, finish, reportFolder, runAll } from './test-run.mjs';
import * as steps from './test-steps.mjs';

const isQuick = process.argv.includes('--quick');

const installed = await attempt(async () => {
  await installDependencies();
  const { prepareAssets } = await import('./prepare-assets.mjs');
  await prepareAssets();
  await rm(reportFolder, { recursive: true, force: true });
  await mkdir(reportFolder, { recursive: true });
});
if (installed.failed > 0) finish([installed]);

// Two at a time: the checks need nothing that is built, and go on beside the browser tests.
const checks = runAll(steps.checks);
const prerequisites = await runAll(isQuick ? steps.quickBuilds : steps.builds);
// Imported only now, since it needs the packages that were just installed.
const { findBrowser } = await import('./find-browser.mjs');
prerequisites.push(await attempt(findBrowser));
if (prerequisites.some(({ failed }) => failed > 0)) {
  console.log('browser tests were not run: what they need is missing (see above)');
  finish([...(await checks), ...prerequisites]);
}
const browserTests = isQuick ? steps.quickBrowserTests : steps.browserTests;
const browserResults = await runAll(browserTests);
finish([...(await checks), ...prerequisites, ...browserResults]);
