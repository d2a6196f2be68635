import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programOfWebKit, programOnPath, versionOf } from './installed.mjs';
import { endGroup, startGroup } from './processes.mjs';

/** @typedef {import('./session.mjs').Variant} Variant */

/**
 * WebKitGTK's MiniBrowser over its WebDriver.
 * @param {NodeJS.ProcessEnv} environment with a display
 * @param {Omit<Variant, 'preferences'>} [changes]
 * @returns {import('./session.mjs').Engine}
 */
export function webKitEngine(environment, { args = [], ...variant } = {}) {
  const driver = programOnPath('WebKitWebDriver');
  const browser = programOfWebKit('MiniBrowser');
  return {
    name: 'WebKitGTK',
    ...variant,
    version: async () => (driver === undefined ? null : versionOf(browser, /WebKitGTK (\S+)/, environment)),
    async start() {
      const home = await mkdtemp(path.join(tmpdir(), 'facecurve-webkit-'));
      const port = await freePort();
      // Own folders: nothing of an earlier run is kept, and the user's files stay untouched.
      const folders = { XDG_DATA_HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home };
      const group = startGroup(driver ?? '', ['--host=127.0.0.1', `--port=${port}`], {
        ...environment,
        ...folders,
      });
      const close = async () => {
        endGroup(group);
        await rm(home, { recursive: true, force: true, maxRetries: 5 });
      };
      try {
        return { ...(await openSession(`http://127.0.0.1:${port}`, browser ?? '', args)), close };
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/**
 * @param {string} driver address
 * @param {string} binary of the browser
 * @param {readonly string[]} args
 * @returns {Promise<Omit<import('./session.mjs').Session, 'close'>>}
 */
async function openSession(driver, binary, args) {
  await untilReady(driver);
  const options = { binary, args: ['--automation', ...args] };
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
  const { sessionId } = /** @type {{sessionId: string}} */ (
    await post(`${driver}/session`, { capabilities })
  );
  const session = `${driver}/session/${sessionId}`;
  return {
    async open(url) {
      await post(`${session}/url`, { url });
    },
    async evaluate(expression) {
      const answer = await post(`${session}/execute/sync`, { script: `return ${expression}`, args: [] });
      return String(answer ?? '');
    },
  };
}

/** @param {string} driver */
async function untilReady(driver) {
  for (let attempt = 0; ; attempt++) {
    try {
      await fetch(`${driver}/status`);
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** @param {string} address @param {object} body @returns {Promise<unknown>} the value of a W3C WebDriver answer */
async function post(address, body) {
  const response = await fetch(address, { method: 'POST', body: JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
