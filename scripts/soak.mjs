// Calls `estimate` again and again in Chromium and prints whether tensors, workers and memory stay as they were.
// usage: npm run soak -- [--calls 10000] [--backend wasm] [--json FILE]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { buildHarness, openHarness } from './harness.mjs';
import { servePictures } from './picture-server.mjs';
import { progressBar } from './progress-bar.mjs';

/** The figures are taken this many times; the first is taken after as many calls, when all caches are warm. */
const SAMPLES = 20;
/** By which a heap may differ between the first figure and the last. */
const MOST_GROWTH = { share: 0.1, bytes: 2e6 };

/**
 * @typedef {object} Figures
 * @property {number} calls
 * @property {number} workers
 * @property {number} tensors in the worker
 * @property {number} pageHeap bytes of JavaScript after a collection of garbage
 * @property {number} workerHeap
 * @property {number} workerBuffers bytes of array buffers, WebAssembly's memory among them
 */

const { values: options } = parseArgs({
  options: {
    calls: { type: 'string', default: '10000' },
    backend: { type: 'string', default: 'wasm' },
    json: { type: 'string' },
  },
});
const calls = Number(options.calls);
if (!(calls >= SAMPLES)) {
  console.error(
    `usage: npm run soak -- [--calls 10000] [--backend wasm] [--json FILE]; at least ${SAMPLES} calls`,
  );
  process.exit(2);
}

/**
 * What the worker's debugger answers, each field to the question for it.
 * @typedef {{ usedSize: number, backingStorageSize: number, result: { value: number } }} WorkerAnswer
 */

/**
 * What talks to the page's worker as its debugger.
 * @param {import('playwright').CDPSession} session of the page
 */
async function attachToWorker(session) {
  /** @type {Map<number, (answer: WorkerAnswer) => void>} */
  const waiting = new Map();
  let target = '';
  let lastId = 0;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') target = sessionId;
  });
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  /** @param {string} method @param {object} [params] @returns {Promise<WorkerAnswer>} */
  return async (method, params = {}) => {
    const id = ++lastId;
    /** @type {Promise<WorkerAnswer>} */
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    await session.send('Target.sendMessageToTarget', {
      sessionId: target,
      message: JSON.stringify({ id, method, params }),
    });
    return answer;
  };
}

/**
 * @param {import('playwright').Page} page
 * @param {import('playwright').CDPSession} session
 * @param {(method: string, params?: object) => Promise<WorkerAnswer>} askWorker
 * @param {number} done
 * @returns {Promise<Figures>}
 */
async function takeFigures(page, session, askWorker, done) {
  await session.send('HeapProfiler.collectGarbage');
  await askWorker('HeapProfiler.collectGarbage');
  const own = await session.send('Runtime.getHeapUsage');
  const its = await askWorker('Runtime.getHeapUsage');
  const { result } = await askWorker('Runtime.evaluate', { expression: 'self._tfengine.state.numTensors' });
  return {
    calls: done,
    workers: page.workers().length,
    tensors: result.value,
    pageHeap: own.usedSize,
    workerHeap: its.usedSize,
    workerBuffers: its.backingStorageSize,
  };
}

/** @param {Figures} first @param {Figures} last */
function grown(first, last) {
  const isLarger = (/** @type {number} */ before, /** @type {number} */ after) =>
    after - before > Math.max(MOST_GROWTH.share * before, MOST_GROWTH.bytes);
  return [
    ...(last.tensors === first.tensors ? [] : ['tensors']),
    ...(last.workers === first.workers ? [] : ['workers']),
    .../** @type {const} */ (['pageHeap', 'workerHeap', 'workerBuffers']).filter((of) =>
      isLarger(first[of], last[of]),
    ),
  ];
}

const { site, executablePath, args } = await buildHarness();
const server = await servePictures({ site });
const browser = await chromium.launch({ executablePath, args });
const page = await openHarness(browser, server.address);
const session = await page.context().newCDPSession(page);
const askWorker = await attachToWorker(session);
const info = await page.evaluate(
  (backend) => globalThis.harness.library.create({ backend }),
  /** @type {import('../src/types.ts').BackendChoice} */ (options.backend),
);
await page.evaluate(() => globalThis.harness.library.takePicture('../../samples/middle.jpg', 200));
const bar = progressBar('estimate', calls);
const started = performance.now();
/** @type {Figures[]} */
const figures = [];
for (let sample = 1; sample <= SAMPLES; sample++) {
  const done = Math.round((sample * calls) / SAMPLES);
  await page.evaluate(
    (count) => globalThis.harness.library.estimateOften(count),
    done - (figures.at(-1)?.calls ?? 0),
  );
  figures.push(await takeFigures(page, session, askWorker, done));
  bar.update(done);
}
const milliseconds = (performance.now() - started) / calls;
await browser.close();
server.close();

const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);
console.log('\n| calls | workers | tensors | page heap, MB | worker heap, MB | worker buffers, MB |');
console.log('|---|---|---|---|---|---|');
for (const { calls: done, workers, tensors, pageHeap, workerHeap, workerBuffers } of figures) {
  const heaps = [pageHeap, workerHeap, workerBuffers].map(megabytes).join(' | ');
  console.log(`| ${done} | ${workers} | ${tensors} | ${heaps} |`);
}
const [first, last] = [figures[0], figures.at(-1)];
const grew = first === undefined || last === undefined ? ['nothing was measured'] : grown(first, last);
console.log(
  `\n${milliseconds.toFixed(1)} ms a call; ${grew.length === 0 ? 'all flat' : `grew: ${grew.join(', ')}`}`,
);
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
if (options.json !== undefined) {
  writeFileSync(options.json, `${JSON.stringify({ version, info, milliseconds, grew, figures }, null, 1)}\n`);
}
process.exit(grew.length === 0 ? 0 : 1);
