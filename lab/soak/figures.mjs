import { readFile } from 'node:fs/promises';

/** Allowed growth of a heap between the first figures and the last. */
const MOST_GROWTH = { share: 0.1, bytes: 2e6 };

/**
 * @typedef {object} Figures
 * @property {number} frames
 * @property {number} workers
 * @property {number} tensors in the worker
 * @property {number} pageHeap bytes of JavaScript after a collection of garbage
 * @property {number} workerHeap
 * @property {number} workerBuffers bytes of array buffers, WebAssembly's memory among them
 * @property {number | null} processes bytes that the browser's processes hold, where the system tells; not judged
 */

/**
 * @param {import('playwright').Page} page
 * @param {import('playwright').CDPSession} session
 * @param {import('../attach-workers.mjs').AttachedWorkers} workers
 * @returns {Promise<Figures>}
 */
export async function takeFigures(page, session, { sessions, ask }) {
  const newest = [...sessions].at(-1);
  if (newest === undefined) throw new Error('The page has no worker.');
  await session.send('HeapProfiler.collectGarbage');
  await ask(newest, 'HeapProfiler.collectGarbage');
  const own = await session.send('Runtime.getHeapUsage');
  const its = await ask(newest, 'Runtime.getHeapUsage');
  const { result } = await ask(newest, 'Runtime.evaluate', { expression: 'self._tfengine.state.numTensors' });
  return {
    frames: await page.evaluate(() => globalThis.lab.soak.soFar().frames),
    workers: page.workers().length,
    tensors: Number(result.value),
    pageHeap: own.usedSize,
    workerHeap: its.usedSize,
    workerBuffers: its.backingStorageSize,
    processes: await processBytes(page),
  };
}

/** @param {import('playwright').Page} page */
async function processBytes(page) {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (session === undefined) return null;
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const sizes = await Promise.all(processInfo.map(({ id }) => residentBytes(id)));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return null;
  } finally {
    await session.detach();
  }
}

/** @param {number} id of a process */
async function residentBytes(id) {
  const status = await readFile(`/proc/${id}/status`, 'utf8');
  return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
}

/** Names of the figures that grew from the first to the last. @param {readonly Figures[]} figures @returns {string[]} */
export function grown(figures) {
  const [first, last] = [figures[0], figures.at(-1)];
  if (first === undefined || last === undefined || first === last) return ['nothing was compared'];
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
