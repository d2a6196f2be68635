/**
 * `npm run release:dry`: runs all steps of a release here. Nothing leaves this machine. `-- --skip-tests` leaves out the tests, and
 * says so at the end.
 */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { npmCommand, runCommand } from '../../run-command.mjs';
import { releaseFolder } from './release-folder.mjs';
import { STEPS } from './steps.mjs';

const LIMIT_SECONDS = 3600;
const skipsTests = process.argv.includes('--skip-tests');

/** @param {import('./steps.mjs').Step} step @returns {[string, ...string[]]} */
function commandOf({ command, acceptsDry }) {
  const [program = '', ...args] = command.split(' ');
  const start = program === 'npm' ? npmCommand() : /** @type {[string]} */ ([process.execPath]);
  return /** @type {[string, ...string[]]} */ ([...start, ...args, ...(acceptsDry ? ['--dry'] : [])]);
}

for (const step of STEPS) {
  console.log(`\n== ${step.name}: ${step.command}`);
  if (skipsTests && step.command === 'npm test') {
    console.log('skipped');
    continue;
  }
  const { code } = await runCommand(commandOf(step), { limitSeconds: LIMIT_SECONDS, show: true });
  if (code !== 0) {
    console.error(`\n"${step.name}" failed with the status ${code}.`);
    process.exit(1);
  }
}
console.log('\n== The release would carry');
for (const name of (await readdir(releaseFolder)).toSorted()) {
  console.log(`${String((await stat(path.join(releaseFolder, name))).size).padStart(9)} bytes  ${name}`);
}
if (skipsTests)
  console.log(
    '\nTHE TESTS WERE SKIPPED (--skip-tests): this run does not show that the version may be released.',
  );
