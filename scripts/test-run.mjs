import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder, runCommand } from './run-command.mjs';

export const reportFolder = path.join(projectFolder, 'test-results');

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} script below the project's folder
 * @property {readonly string[]} args
 * @property {number} limitSeconds
 * @property {boolean} [show] lets the output through from the start, not only when the step fails
 * @property {NodeJS.ProcessEnv} [environment]
 * @property {() => Promise<Tally>} [count] its tests; a step without tests counts only when it fails
 * @property {(tally: Tally) => Promise<Tally>} [again] called when it failed: gives failed tests a second run by themselves
 */

/** @typedef {{passed: number, failed: number, onlyAlone?: readonly string[]}} Tally `onlyAlone` names tests that failed beside others */

/** @param {string} file */
export async function readJson(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** Runs steps one after another. @param {readonly Step[]} steps @returns {Promise<Tally[]>} */
export async function runAll(steps) {
  const tallies = [];
  for (const step of steps) {
    const tally = await run(step);
    tallies.push(tally.failed > 0 && step.again ? await step.again(tally) : tally);
  }
  return tallies;
}

/** @param {Step} step @returns {Promise<Tally>} */
export async function run({ name, script, args, limitSeconds, show = false, environment, count }) {
  const started = performance.now();
  if (show) console.log(`${name} ...`);
  const file = path.join(projectFolder, script);
  // Colours are for a terminal, not for output that is kept and printed later.
  const colours = show ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined };
  const { code, output } = await runCommand([process.execPath, file, ...args], {
    limitSeconds,
    show,
    environment: { ...colours, ...environment },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (code !== 0 && !show) console.log(output);
  const tally = (await count?.().catch(() => undefined)) ?? { passed: 0, failed: 0 };
  // A step that breaks down outside of its tests has failed too.
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** Runs a step in this process: an exception is its failure. @param {() => Promise<unknown>} prepare @returns {Promise<Tally>} */
export async function attempt(prepare) {
  try {
    await prepare();
    return { passed: 0, failed: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

/** Prints the last line and ends the process. @param {readonly Tally[]} tallies @returns {never} */
export function finish(tallies) {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  for (const name of tallies.flatMap(({ onlyAlone = [] }) => onlyAlone)) {
    console.log(`passed only when run by itself: ${name}`);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
