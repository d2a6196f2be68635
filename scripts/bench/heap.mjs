/** @typedef {{ javascript: number, buffers: number, tensors: number | null }} HeapUse bytes; tensors of a worker, null without one */

/**
 * What the debugger answers, each field to the question for it.
 * @typedef {{ usedSize: number, backingStorageSize: number, result: { value: number | null } }} Answer
 */

/**
 * Reads the memory of a page and of its worker.
 * @param {import('playwright').Page} page before it goes to its address
 * @returns {Promise<() => Promise<HeapUse>>}
 */
export async function heapReader(page) {
  const session = await page.context().newCDPSession(page);
  /** @type {Map<number, (answer: Answer) => void>} */
  const waiting = new Map();
  /** @type {Set<string>} */
  const workers = new Set();
  let lastId = 0;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.add(sessionId);
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => workers.delete(sessionId));
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
  /** @param {string} sessionId @param {string} method @param {object} params @returns {Promise<Answer>} */
  const ask = async (sessionId, method, params = {}) => {
    const id = ++lastId;
    /** @type {Promise<Answer>} */
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    await session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    return answer;
  };
  return async () => {
    const own = await session.send('Runtime.getHeapUsage');
    const use = { javascript: own.usedSize, buffers: own.backingStorageSize, tensors: null };
    for (const sessionId of workers) {
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
