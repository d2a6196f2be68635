import { mean, median, min } from 'd3-array';
import { interleaved, openContender } from './contender-page.mjs';
import { SCENE_NAMES } from './scenes.mjs';
import { transferSize } from './transfer-size.mjs';

/** @typedef {import('./contenders.mjs').ContenderName} ContenderName */
/** @typedef {import('./contender-page.mjs').Opened} Opened */
/** @typedef {import('./report.mjs').BackendFigures} BackendFigures */
/** @typedef {import('./report.mjs').ContenderFigures} ContenderFigures */

/** Frames of video of one contender before the next one has its turn. */
const CHUNK = 50;
const AGE_BATCH = 20;

/** A contender that runs, with its figures so far. @typedef {{ opened: Opened, figures: ContenderFigures }} Runner */

/**
 * @typedef {object} Limits
 * @property {number} rounds looks at each picture
 * @property {number} frames of video
 * @property {number} seconds after which a contender has done enough of one work
 * @property {boolean} isFastest takes the fastest look in place of the median: for a machine that does other work
 */

/**
 * Measures all works of all contenders on one backend.
 * @param {import('playwright').Browser} browser
 * @param {import('./bench-server.mjs').BenchServer} server
 * @param {{ name: string, contenders: readonly ContenderName[], limits: Limits, aged: readonly Record<string, string>[] | null }} what `wasm-threads` is wasm in an isolated page
 * @returns {Promise<BackendFigures>}
 */
export async function measureBackend(browser, server, { name, contenders, limits, aged }) {
  /** @type {BackendFigures} */
  const figures = {};
  /** @type {Map<ContenderName, Runner>} */
  const runners = new Map();
  for (const contender of contenders) {
    console.error(`${name}: ${contender} starts`);
    const result = await start(browser, server, contender, name);
    figures[contender] = result.figures;
    if (result.opened !== null) runners.set(contender, { opened: result.opened, figures: result.figures });
  }
  const addresses = SCENE_NAMES.map((scene) => `/scenes/${scene}.png`);
  for (const { opened } of runners.values()) {
    await opened.page.evaluate((pictures) => bench.prepare(pictures), addresses);
  }
  for (const scene of SCENE_NAMES) {
    await measureScene(runners, scene, limits);
    tell(name, scene, figures);
    await readHeaps(runners);
  }
  await measureVideo(runners, limits);
  tell(name, 'video1', figures);
  await readHeaps(runners);
  for (const { opened, figures: own } of runners.values()) {
    own.longestTask = await opened.page.evaluate(() => bench.takeLongestTask());
  }
  if (aged !== null) await measureAges(runners, aged);
  await Promise.all([...runners.values()].map(({ opened }) => opened.page.context().close()));
  return figures;
}

/** Prints the progress. @param {string} name @param {string} work @param {BackendFigures} figures */
function tell(name, work, figures) {
  const parts = Object.entries(figures).map(
    ([contender, { works }]) => `${contender} ${works[work]?.milliseconds.toFixed(0) ?? '-'}`,
  );
  console.error(`${name} ${work}, ms: ${parts.join(', ')}`);
}

/**
 * @param {import('playwright').Browser} browser
 * @param {import('./bench-server.mjs').BenchServer} server
 * @param {ContenderName} contender
 * @param {string} name of the backend
 * @returns {Promise<{ opened: Opened | null, figures: ContenderFigures }>}
 */
async function start(browser, server, contender, name) {
  const isIsolated = name === 'wasm-threads';
  try {
    const opened = await openContender(browser, server, {
      name: contender,
      backend: isIsolated ? 'wasm' : name,
      isIsolated,
    });
    const { cold, warm, loadingTask, files } = opened;
    const figures = { cold, warm, loadingTask, bytes: await transferSize(files), works: {} };
    return { opened, figures };
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    console.error(`  ${reason}`);
    return { opened: null, figures: { problem: reason.replace(/^.*Error: /, ''), works: {} } };
  }
}

/** @param {Map<ContenderName, Runner>} runners @param {string} scene @param {Limits} limits */
async function measureScene(runners, scene, limits) {
  const looks = await interleaved(runners, limits, ({ opened }) =>
    opened.page.evaluate((address) => bench.look(address, 1), `/scenes/${scene}.png`),
  );
  const typical = (/** @type {number[]} */ values) => (limits.isFastest ? min(values) : median(values));
  for (const [{ figures }, results] of looks) {
    // The first look at a new size compiles and allocates.
    const steady = results.length > 1 ? results.slice(1) : results;
    figures.works[scene] = {
      milliseconds: typical(steady.flatMap(({ milliseconds }) => milliseconds)) ?? Number.NaN,
      faces: results.at(-1)?.faces ?? 0,
      looks: steady.length,
    };
  }
}

/** @param {Map<ContenderName, Runner>} runners @param {Limits} limits */
async function measureVideo(runners, { frames, seconds, isFastest }) {
  const rounds = Math.ceil(frames / CHUNK);
  const mostMilliseconds = (seconds * 1000) / rounds;
  const chunks = await interleaved(runners, { rounds, seconds }, ({ opened }) =>
    opened.page.evaluate(
      ([count, most]) => bench.watch(count, most),
      /** @type {const} */ ([CHUNK, mostMilliseconds]),
    ),
  );
  for (const [{ figures }, results] of chunks) {
    const all = results.flat();
    const milliseconds = isFastest ? min(results, (chunk) => mean(chunk)) : mean(all);
    figures.works.video1 = { milliseconds: milliseconds ?? Number.NaN, faces: 1, looks: all.length };
  }
}

/** Keeps the largest that was seen. @param {Map<ContenderName, Runner>} runners */
async function readHeaps(runners) {
  for (const { opened, figures } of runners.values()) {
    const use = await opened.readHeap();
    const tensors = use.tensors ?? (await opened.page.evaluate(() => bench.tensors())) ?? 0;
    const before = figures.heap ?? { javascript: 0, buffers: 0, tensors: 0 };
    figures.heap = {
      javascript: Math.max(before.javascript, use.javascript),
      buffers: Math.max(before.buffers, use.buffers),
      tensors: Math.max(before.tensors, tensors),
    };
  }
}

/** @param {Map<ContenderName, Runner>} runners @param {readonly Record<string, string>[]} rows */
async function measureAges(runners, rows) {
  for (const [contender, { opened, figures }] of runners) {
    console.error(`ages: ${contender}`);
    /** @type {number[]} */
    const errors = [];
    for (let at = 0; at < rows.length; at += AGE_BATCH) {
      const batch = rows.slice(at, at + AGE_BATCH);
      const addresses = batch.map(({ file }) => `/pictures/${file}`);
      const ages = await opened.page.evaluate((files) => bench.ages(files), addresses);
      ages.forEach((age, index) => {
        if (age !== null) errors.push(Math.abs(age - Number(batch[index]?.age)));
      });
    }
    figures.ages = {
      mae: mean(errors) ?? Number.NaN,
      answered: errors.length / rows.length,
      pictures: rows.length,
    };
  }
}
