import path from 'node:path';
import { serveStatic } from '../../scripts/static-server.mjs';

/** Pages below this path are cross-origin isolated, which WebAssembly needs for threads. */
export const ISOLATED = '/isolated';

/**
 * @typedef {object} BenchServer
 * @property {string} origin
 * @property {(name: string, content: Uint8Array) => void} publish serves a made-up file
 * @property {() => string[]} takeRequests the files that were sent since the last call, each once
 * @property {() => Promise<void>} close
 */

/**
 * Serves folders by the first part of the path, cacheable for ever.
 * @param {Readonly<Record<string, string>>} folders
 * @returns {Promise<BenchServer>}
 */
export async function serveBench(folders) {
  /** @type {Record<string, Uint8Array>} */
  const made = {};
  const beginnings = Object.entries(folders).flatMap(([name, folder]) => [
    [`/${name}/`, folder],
    [`${ISOLATED}/${name}/`, folder],
  ]);
  const server = await serveStatic({ folders: Object.fromEntries(beginnings), made, headers });
  return {
    origin: server.origin,
    publish(name, content) {
      made[name] = content;
    },
    takeRequests: () => [...new Set(server.read.splice(0))],
    close: server.close,
  };
}

/** @param {string} name path @returns {Record<string, string>} */
function headers(name) {
  const isIsolated = name.startsWith(`${ISOLATED}/`);
  return {
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'same-origin',
    ...(isIsolated && { 'cross-origin-opener-policy': 'same-origin' }),
    // A script may be a worker's, which an isolated page starts only with this header.
    ...((isIsolated || path.extname(name) === '.js') && { 'cross-origin-embedder-policy': 'require-corp' }),
  };
}
