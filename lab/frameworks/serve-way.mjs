import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { npmCommand } from '../../scripts/run-command.mjs';
import { serveStatic } from '../../scripts/static-server.mjs';
import { endGroup, startGroup } from '../engines/processes.mjs';
import { countingServer } from './counting-server.mjs';

/** @typedef {import('./ways.mjs').Way} Way */

/**
 * @typedef {object} Served
 * @property {string} origin
 * @property {() => string} printed what the server has printed so far
 * @property {() => Promise<void>} close
 */

/** How often a framework's server is asked until it answers, and the milliseconds between. */
const TRIES = { count: 300, pause: 200 };

/**
 * Serves a built example behind servers that count: its static files, or by its own server.
 * @param {Way} way
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<Served & { sent: () => import('./counting-server.mjs').Sent[] }>} and what was sent so far
 */
export async function serveWay(way, folder, environment) {
  const own =
    way.server === undefined ? await serveFiles(way, folder) : await startServer(way, folder, environment);
  const other = way.otherOrigin === undefined ? null : await countingServer(way.otherOrigin);
  const page = await countingServer(own.origin, (text) =>
    other === null ? text : text.replaceAll(way.otherOrigin ?? '', other.origin),
  );
  return {
    origin: page.origin,
    sent: () => [...page.sent, ...(other?.sent ?? [])],
    printed: own.printed,
    async close() {
      await Promise.all([page.close(), other?.close()]);
      await own.close();
    },
  };
}

/** @param {Way} way @param {string} folder @returns {Promise<Served>} */
async function serveFiles({ output = '.' }, folder) {
  const { origin, close } = await serveStatic({ folders: { '/': path.join(folder, output) } });
  return { origin, printed: () => '', close };
}

/** @param {Way} way @param {string} folder @param {NodeJS.ProcessEnv} environment @returns {Promise<Served>} */
async function startServer({ server = [], origin }, folder, environment) {
  const port = await freePort();
  const [program, ...first] = npmCommand();
  const args = server.map((given) => given.replace('PORT', `${port}`));
  const child = startGroup(program, [...first, ...args], environment, folder);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
    });
  }
  const address = origin ?? `http://127.0.0.1:${port}`;
  const served = { origin: address, printed: () => output, close: async () => endGroup(child) };
  if (await answers(address)) return served;
  await served.close();
  throw new Error(`The server does not answer:\n${output}`);
}

/** @param {string} address */
async function answers(address) {
  for (let left = TRIES.count; left > 0; left--) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok === true) return true;
    await setTimeout(TRIES.pause);
  }
  return false;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
