import { WebSocket } from 'ws';

/**
 * The few fields of WebDriver BiDi's results that are read here.
 * @typedef {object} BidiResult
 * @property {{context: string}[]} [contexts]
 * @property {{value: string}} [result]
 * @property {{text: string}} [exceptionDetails]
 */

/**
 * A client for WebDriver BiDi: the number of a command is the number of its result.
 * @param {string} address
 */
export async function connectBidi(address) {
  const socket = new WebSocket(address, { maxPayload: 64e6 });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  /** @type {Map<number, {resolve: (result: BidiResult) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  let lastId = 0;
  socket.on('message', (data) => {
    const { id, type, result, error, message } = JSON.parse(String(data));
    const command = waiting.get(id);
    waiting.delete(id);
    if (type === 'error') command?.reject(new Error(`${error}: ${message}`));
    else command?.resolve(result);
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser ended'));
    waiting.clear();
  });
  return {
    /** @param {string} method @param {object} params @returns {Promise<BidiResult>} */
    send(method, params) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        socket.send(JSON.stringify({ id, method, params }));
      });
    },
    close: () => socket.terminate(),
  };
}
