import { attachWorkers } from '../attach-workers.mjs';

/** @typedef {{ javascript: number, buffers: number, tensors: number | null }} HeapUse bytes; tensors of a worker, null without one */

/**
 * Reads the memory of a page and of its worker.
 * @param {import('playwright').Page} page before it goes to its address
 * @returns {Promise<() => Promise<HeapUse>>}
 */
export async function heapReader(page) {
  const session = await page.context().newCDPSession(page);
  const { sessions, ask } = await attachWorkers(session);
  return async () => {
    const own = await session.send('Runtime.getHeapUsage');
    const use = { javascript: own.usedSize, buffers: own.backingStorageSize, tensors: null };
    for (const sessionId of sessions) {
      const its = await ask(sessionId, 'Runtime.getHeapUsage');
      const { result } = await ask(sessionId, 'Runtime.evaluate', {
        expression: 'self._tfengine?.state.numTensors ?? null',
      });
      use.javascript += its.usedSize;
      use.buffers += its.backingStorageSize;
      Object.assign(use, { tensors: result.value });
    }
    return use;
  };
}
