import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { CONTENT_TYPES } from '../scripts/content-types.mjs';

/**
 * Serves a built site, a folder of pictures under /pictures/, and hands what pages post to `onPost`.
 * @param {{ site: string, pictures?: string, onPost?: (path: string, body: Buffer) => void }} options
 * @returns {Promise<{ address: string, close(): void }>}
 */
export async function servePictures({ site, pictures, onPost }) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (request.method === 'POST') {
      const parts = [];
      for await (const part of request) parts.push(part);
      onPost?.(path, Buffer.concat(parts));
      response.writeHead(204).end();
      return;
    }
    const inPictures = pictures !== undefined && path.startsWith('/pictures/');
    const safe = normalize(inPictures ? path.slice('/pictures'.length) : path).replace(/^(\.\.[/\\])+/, '');
    const file = join(inPictures ? pictures : site, safe.endsWith('/') ? `${safe}index.html` : safe);
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    response.writeHead(200, {
      'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': found.size,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    address: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
