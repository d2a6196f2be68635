import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/**
 * An answer that a page got.
 * @typedef {object} Sent
 * @property {string} path
 * @property {string} type
 * @property {number} bytes as transferred
 * @property {Buffer} content
 * @property {number} status
 * @property {string} destination what the browser wanted it for: `script`, `worker`, `empty` for `fetch`
 * @property {boolean} isPrefetch whether the page is done and the browser asks ahead of use
 * @property {string} referrer address of the page, module or worker that asked
 */

/** What hosts compress. */
const COMPRESSED = /text|json|javascript|svg|wasm/;

/** Passed on as the framework's server sends them. */
const HEADERS = ['content-type', 'location', 'access-control-allow-origin', 'cross-origin-resource-policy'];

/**
 * Stands before a server, compresses as a host does, and counts what pages fetch: workers' and prefetched files too.
 * @param {string} origin of the server behind it
 * @param {(text: string) => string} [edit] changes pages
 */
export async function countingServer(origin, edit = (text) => text) {
  /** @type {Sent[]} */
  const sent = [];
  const server = createServer(async (request, response) => {
    // Browsers ask every page for it.
    if (request.url === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    const answer = await fetch(new URL(request.url ?? '/', origin), { redirect: 'manual' });
    const type = answer.headers.get('content-type') ?? '';
    const isPage = type.startsWith('text/html');
    const content = isPage ? Buffer.from(edit(await answer.text())) : Buffer.from(await answer.arrayBuffer());
    const body = COMPRESSED.test(type) ? await compressed(content) : content;
    for (const header of HEADERS) {
      const value = answer.headers.get(header);
      if (value !== null) response.setHeader(header, value);
    }
    if (body !== content) response.setHeader('content-encoding', 'gzip');
    response.writeHead(answer.status).end(body);
    sent.push({
      path: request.url ?? '/',
      type,
      bytes: body.length,
      content,
      status: answer.status,
      destination: `${request.headers['sec-fetch-dest'] ?? ''}`,
      isPrefetch: request.headers['sec-purpose'] === 'prefetch',
      referrer: request.headers.referer ?? '',
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    sent,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @type {Map<string, Promise<Buffer>>} */
const known = new Map();

/** Compresses each content once for all ways. @param {Buffer} content */
function compressed(content) {
  const key = createHash('sha256').update(content).digest('hex');
  const result = known.get(key) ?? promisify(gzip)(content);
  known.set(key, result);
  return result;
}
