import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { serveStatic } from '../../scripts/static-server.mjs';

/** Bytes that are sent at once. */
const PACKET = 8192;

/** @typedef {{ kilobytesASecond: number, latency: number, compressesAll?: boolean }} Line latency in milliseconds there and back; compressesAll: weights too */
/** @typedef {{ asked: number, time: number, bytes: number, name: string }} Sent a packet of a file; asked: when the file was requested; times in milliseconds since 1970 */

/**
 * A static host that compresses text, behind a line that all requests share. The line is made here, since DevTools slow
 * down the page alone, and its worker fetches most.
 * @param {string} folder
 * @param {Line} line
 */
export async function serveOverLine(folder, { kilobytesASecond, latency, compressesAll = false }) {
  /** @type {Sent[]} */
  const sent = [];
  let lineFreeAt = 0;
  const server = await serveStatic({
    folders: { '/': folder },
    async send(response, { type, content }) {
      const asked = Date.now();
      await setTimeout(latency);
      const name = response.req.url ?? '';
      const isText = compressesAll || /text|json|javascript|svg|wasm/.test(type);
      const bytes = Buffer.from(isText ? await compressed(content) : content);
      response.setHeader('content-type', type);
      if (isText) response.setHeader('content-encoding', 'gzip');
      for (let at = 0; at < bytes.length; at += PACKET) {
        const packet = bytes.subarray(at, at + PACKET);
        const now = performance.now();
        lineFreeAt = Math.max(now, lineFreeAt) + packet.length / kilobytesASecond;
        await setTimeout(lineFreeAt - now);
        response.write(packet);
        sent.push({ asked, time: Date.now(), bytes: packet.length, name });
      }
      response.end();
    },
  });
  return { origin: server.origin, sent, close: server.close };
}

/** @type {Map<string, Promise<Buffer>>} */
const known = new Map();

/** Compresses each content once, so that a second device does not wait for it. @param {string | Uint8Array} content */
function compressed(content) {
  const key = createHash('sha256').update(content).digest('hex');
  const result = known.get(key) ?? promisify(gzip)(content);
  known.set(key, result);
  return result;
}
