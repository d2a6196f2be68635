import { ISOLATED } from './bench-server.mjs';
import { CONTENDERS } from './contenders.mjs';
import { heapReader } from './heap.mjs';

/** Milliseconds a contender may take for its first answer, and for any later one. */
const FIRST_LIMIT = 100_000;
const ANSWER_LIMIT = 60_000;

/**
 * A contender ready in a page of its own browser context, and what its start cost.
 * @typedef {object} Opened
 * @property {import('playwright').Page} page
 * @property {number} cold milliseconds from navigation to the first estimate, nothing cached
 * @property {number} warm the same with the browser's cache filled
 * @property {string[]} files that were fetched until the first estimate
 * @property {number} loadingTask longest task of the main thread until then, ms
 * @property {() => Promise<import('./heap.mjs').HeapUse>} readHeap
 */

/**
 * @param {import('playwright').Browser} browser
 * @param {import('./bench-server.mjs').BenchServer} server
 * @param {{ name: import('./contenders.mjs').ContenderName, backend: string, isIsolated?: boolean }} contender
 * @returns {Promise<Opened>}
 */
export async function openContender(browser, server, { name, backend, isIsolated = false }) {
  const { file, options } = CONTENDERS[name];
  const base = `${server.origin}${isIsolated ? ISOLATED : ''}/bench/`;
  const address = `${base}?${new URLSearchParams({ contender: file, backend, options })}`;
  const context = await browser.newContext();
  const visit = async () => {
    const page = await context.newPage();
    const readHeap = await heapReader(page);
    await page.goto(address);
    await page.waitForFunction(() => 'bench' in globalThis);
    const { firstEstimate } = await withLimit(FIRST_LIMIT, () => page.evaluate(() => bench.first()));
    return { page, readHeap, firstEstimate };
  };
  try {
    server.takeRequests();
    const first = await visit();
    const files = server.takeRequests().filter((file) => !file.includes('/lab/bench/'));
    const loadingTask = await first.page.evaluate(() => bench.takeLongestTask());
    await first.page.close();
    const { page, readHeap, firstEstimate } = await visit();
    return { page, cold: first.firstEstimate, warm: firstEstimate, files, loadingTask, readHeap };
  } catch (error) {
    await context.close();
    throw error;
  }
}

/**
 * @template Value
 * @param {number} milliseconds
 * @param {() => Promise<Value>} work
 * @returns {Promise<Value>}
 */
function withLimit(milliseconds, work) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer in ${milliseconds / 1000} s`)), milliseconds);
    work()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/**
 * Repeats the work of several contenders in turn, so that other work of the machine affects all of them alike.
 * @template Runner, Value
 * @param {ReadonlyMap<string, Runner>} runners
 * @param {{ rounds: number, seconds: number }} limits rounds at most, and seconds after which a contender has done enough
 * @param {(runner: Runner) => Promise<Value>} work
 * @returns {Promise<Map<Runner, Value[]>>} without those that gave no answer
 */
export async function interleaved(runners, { rounds, seconds }, work) {
  const states = [...runners].map(([name, runner]) => ({
    name,
    runner,
    values: /** @type {Value[]} */ ([]),
    left: seconds * 1000,
  }));
  for (let round = 0; round < rounds; round++) {
    for (const state of states.filter(({ left }) => left > 0)) {
      const start = performance.now();
      try {
        state.values.push(await withLimit(ANSWER_LIMIT, () => work(state.runner)));
        state.left -= performance.now() - start;
      } catch (error) {
        state.left = 0;
        console.error(`  ${state.name}: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
  return new Map(states.flatMap(({ runner, values }) => (values.length === 0 ? [] : [[runner, values]])));
}
