import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { CONTENT_TYPES } from '../../scripts/content-types.mjs';

/** Pages below this path are cross-origin isolated, which WebAssembly needs for threads. */
export const ISOLATED = '/isolated';

/**
 * @typedef {object} BenchServer
 * @property {string} address
 * @property {(path: string, content: Uint8Array) => void} publish serves a made-up file
 * @property {() => string[]} takeRequests the files that were asked for since the last call, each once
 * @property {() => void} close
 */

/**
 * Serves folders by the first part of the path, cacheable for ever, and remembers what was asked for.
 * @param {Record<string, string>} folders
 * @returns {Promise<BenchServer>}
 */
export async function serveBench(folders) {
  /** @type {Map<string, Uint8Array>} */
  const published = new Map();
  /** @type {Set<string>} */
  let requests = new Set();

  /** @param {string} address @returns {Promise<Uint8Array>} */
  const read = async (address) => {
    const made = published.get(address);
    if (made !== undefined) return made;
    const [, first = '', ...rest] = path.posix.normalize(address).split('/');
    const folder = folders[first];
    if (folder === undefined) throw new Error('no such folder');
    const file = path.join(folder, ...rest);
    requests.add(file);
    return readFile(file);
  };

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const isIsolated = pathname.startsWith(`${ISOLATED}/`);
    const address = decodeURIComponent(isIsolated ? pathname.slice(ISOLATED.length) : pathname);
    try {
      const content = await read(address.endsWith('/') ? `${address}index.html` : address);
      response.writeHead(200, {
        'content-type': CONTENT_TYPES[path.extname(address)] ?? 'text/html; charset=utf-8',
        'content-length': content.length,
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'same-origin',
        ...(isIsolated && { 'cross-origin-opener-policy': 'same-origin' }),
        // A script may be a worker's, which an isolated page starts only with this.
        ...((isIsolated || path.extname(address) === '.js') && {
          'cross-origin-embedder-policy': 'require-corp',
        }),
      });
      response.end(content);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    address: `http://127.0.0.1:${address.port}`,
    publish: (file, content) => void published.set(file, content),
    takeRequests: () => {
      const taken = [...requests];
      requests = new Set();
      return taken;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
