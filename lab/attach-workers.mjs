/**
 * Answers of a worker's debugger; each question has a field of its own.
 * @typedef {{ usedSize: number, backingStorageSize: number, result: { value: number | null } }} WorkerAnswer
 */

/**
 * The workers of a page through the debugger, since Playwright cannot read a worker's memory.
 * @typedef {object} AttachedWorkers
 * @property {ReadonlySet<string>} sessions of the running workers, the newest last
 * @property {(sessionId: string, method: string, params?: object) => Promise<WorkerAnswer>} ask
 */

/**
 * @param {import('playwright').CDPSession} session of the page, before its workers start
 * @returns {Promise<AttachedWorkers>}
 */
export async function attachWorkers(session) {
  /** @type {Map<number, (answer: WorkerAnswer) => void>} */
  const waiting = new Map();
  /** @type {Set<string>} */
  const sessions = new Set();
  let lastId = 0;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') sessions.add(sessionId);
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => sessions.delete(sessionId));
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
  return {
    sessions,
    async ask(sessionId, method, params = {}) {
      const id = ++lastId;
      /** @type {Promise<WorkerAnswer>} */
      const answer = new Promise((resolve) => waiting.set(id, resolve));
      const message = JSON.stringify({ id, method, params });
      await session.send('Target.sendMessageToTarget', { sessionId, message });
      return answer;
    },
  };
}
