import { attachWorkers } from '../attach-workers.mjs';
import { faultsOf } from './faults.mjs';
import { grown, takeFigures } from './figures.mjs';

/**
 * @typedef {object} SoakOptions
 * @property {import('../../src/types.ts').BackendChoice} backend
 * @property {import('../../src/types.ts').DetectorChoice} detector
 * @property {number} frames
 * @property {number} cycle frames in which every fault happens once
 * @property {(frames: number) => void} [onFrames]
 */

/**
 * @typedef {object} FaultRow
 * @property {string} fault
 * @property {number} happened
 * @property {number} recovered frames arrived again, and the fault was reported if it has a code
 * @property {string} told code by which the fault is reported, if it has one
 * @property {number} median milliseconds until the next frames
 * @property {number} longest
 */

/** Frames that must arrive after a fault; the first one may have started before it. */
const FRAMES_AFTER = 3;
/** Frames within which a fault must be reported: a still face is tracked for half a second without the detector. */
const FRAMES_UNTIL_TOLD = 60;
/** Milliseconds within which these frames must arrive. */
const PATIENCE = 120_000;

/**
 * Watches a camera in the lab’s page, causes every fault once in each cycle and checks that the watch continues.
 * @param {import('playwright').Page} page of the lab
 * @param {SoakOptions} options
 */
export async function soak(page, { backend, detector, frames, cycle, onFrames }) {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  const workers = await attachWorkers(session);
  const tools = { page, session };
  const info = await page.evaluate(
    ([name, finder]) => globalThis.lab.soak.begin(name, finder),
    /** @type {const} */ ([backend, detector]),
  );
  const faults = faultsOf(info);
  const rows = faults.map(({ name, said }) => ({
    fault: name,
    happened: 0,
    recovered: 0,
    told: said?.code ?? 'goes on',
    waits: /** @type {number[]} */ ([]),
  }));
  /** @type {import('./figures.mjs').Figures[]} */
  const figures = [];
  const started = performance.now();
  for (let start = 0; start + cycle <= frames; start += cycle) {
    for (const [index, fault] of faults.entries()) {
      const row = rows[index];
      await untilFrames(page, start + Math.round(((index + 1) * cycle) / (faults.length + 1)));
      if (row === undefined) continue;
      row.happened++;
      row.waits.push(await letHappen(fault, tools));
      row.recovered++;
    }
    await untilFrames(page, start + cycle - 1);
    await page.evaluate(() => globalThis.lab.soak.rest());
    figures.push(await takeFigures(page, session, workers));
    await page.evaluate(() => globalThis.lab.soak.goOn());
    onFrames?.(start + cycle);
  }
  const seconds = (performance.now() - started) / 1000;
  const counts = await page.evaluate(() => globalThis.lab.soak.soFar());
  return { info, seconds, counts, grew: grown(figures), faults: rows.map(summary), figures };
}

/**
 * @param {import('./faults.mjs').Fault} fault
 * @param {import('./faults.mjs').Tools} tools
 * @returns {Promise<number>} milliseconds from the fault to the frames after it
 * @throws if none come, or if it was not told as it should be
 */
async function letHappen({ name, said, happen }, tools) {
  const { page } = tools;
  const before = await countOf(page, said);
  const started = performance.now();
  await happen(tools);
  const now = await page.evaluate(() => globalThis.lab.soak.soFar().frames);
  let frames = FRAMES_AFTER;
  await untilFrames(page, now + frames);
  const wait = performance.now() - started;
  const timesTold = async () => (await countOf(page, said)) - before;
  while (said !== null && frames < FRAMES_UNTIL_TOLD && (await timesTold()) === 0) {
    frames += FRAMES_AFTER;
    await untilFrames(page, now + frames);
  }
  const told = await timesTold();
  if (said !== null && told !== 1) throw new Error(`${name}: ${said.code} was told ${told} times.`);
  return wait;
}

/** @param {import('playwright').Page} page @param {import('./faults.mjs').Fault['said']} said */
async function countOf(page, said) {
  if (said === null) return 0;
  const counts = await page.evaluate(() => globalThis.lab.soak.soFar());
  return counts[said.of][said.code] ?? 0;
}

/** @param {import('playwright').Page} page @param {number} frames */
async function untilFrames(page, frames) {
  const come = page.evaluate((count) => globalThis.lab.soak.untilFrames(count), frames);
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Frame ${frames} did not come.`)), PATIENCE);
  });
  await Promise.race([come, late]).finally(() => clearTimeout(timer));
}

/**
 * @param {Omit<FaultRow, 'median' | 'longest'> & { waits: readonly number[] }} row
 * @returns {FaultRow}
 */
function summary({ waits, ...row }) {
  const sorted = waits.toSorted((a, b) => a - b);
  return { ...row, median: sorted[sorted.length >> 1] ?? 0, longest: sorted.at(-1) ?? 0 };
}
