import { readFile } from 'node:fs/promises';

/** By which a heap may differ between the first figure and the last. */
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
 * What the worker's debugger answers, each field to the question for it.
 * @typedef {{ usedSize: number, backingStorageSize: number, result: { value: number } }} WorkerAnswer
 */

/** @typedef {(method: string, params?: object) => Promise<WorkerAnswer>} AskWorker */

/**
 * What talks to the page's newest worker as its debugger.
 * @param {import('playwright').CDPSession} session of the page
 * @returns {Promise<AskWorker>}
 */
export async function attachToWorker(session) {
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
 * @param {AskWorker} askWorker
 * @returns {Promise<Figures>}
 */
export async function takeFigures(page, session, askWorker) {
  await session.send('HeapProfiler.collectGarbage');
  await askWorker('HeapProfiler.collectGarbage');
  const own = await session.send('Runtime.getHeapUsage');
  const its = await askWorker('Runtime.getHeapUsage');
  const { result } = await askWorker('Runtime.evaluate', { expression: 'self._tfengine.state.numTensors' });
  return {
    frames: await page.evaluate(() => globalThis.harness.soak.soFar().frames),
    workers: page.workers().length,
    tensors: result.value,
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

/** What is larger in the last figures than in the first. @param {readonly Figures[]} figures @returns {string[]} */
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
