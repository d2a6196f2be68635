import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { CONTENT_TYPES } from './content-types.mjs';

/** @typedef {{ type: string, content: string | Uint8Array }} Answer */

/**
 * @typedef {object} StaticServer
 * @property {string} origin with a port of its own, so that two servers are two origins
 * @property {string[]} asked the path of every request so far, workers' too
 * @property {string[]} read every file that was sent so far
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} StaticServerOptions
 * @property {Readonly<Record<string, string>>} folders by the beginning of the path, `/` or `/name/`; the longest one counts
 * @property {Readonly<Record<string, string | Uint8Array>>} [made] made-up files by path, which come before those of the folders
 * @property {(path: string) => Readonly<Record<string, string>>} [headers] sent with the answer to a path
 * @property {(path: string) => string | undefined} [location] the path that a path is redirected to
 * @property {(path: string) => string} [nameOf] the file of a path; by default a path that ends with a slash is its index.html
 * @property {(path: string, body: Buffer) => void} [onPost] gets what pages post
 * @property {(response: import('node:http').ServerResponse, answer: Answer) => Promise<void>} [send] for a slow line
 */

/**
 * Serves folders on this machine as a plain host does: a path that ends with a slash is its index.html.
 * @param {StaticServerOptions} options
 * @returns {Promise<StaticServer>}
 */
export async function serveStatic({
  folders,
  made = {},
  headers = () => ({}),
  location = () => undefined,
  nameOf = (pathname) => (pathname.endsWith('/') ? `${pathname}index.html` : pathname),
  onPost,
  send = sendAtOnce,
}) {
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const read = [];
  /** @param {string} name @returns {Promise<string | Uint8Array | null>} */
  const contentOf = async (name) => {
    const known = made[name];
    if (known !== undefined) return known;
    const file = fileOf(folders, name);
    const content = file === null ? null : await readFile(file).catch(() => null);
    if (file !== null && content !== null) read.push(file);
    return content;
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST') {
      onPost?.(pathname, await bodyOf(request));
      response.writeHead(204).end();
      return;
    }
    asked.push(pathname);
    const target = location(pathname);
    if (target !== undefined) {
      response.writeHead(301, { location: target }).end();
      return;
    }
    const name = nameOf(pathname);
    for (const [header, value] of Object.entries(headers(pathname))) response.setHeader(header, value);
    const content = await contentOf(name);
    if (content === null) response.writeHead(404, { 'content-type': 'text/plain' }).end(`no ${name}`);
    else
      await send(response, {
        type: CONTENT_TYPES[path.extname(name)] ?? 'application/octet-stream',
        content,
      });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    asked,
    read,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Finds the file of a path; null for a path outside all folders.
 * @param {Readonly<Record<string, string>>} folders
 * @param {string} name
 */
function fileOf(folders, name) {
  const beginnings = Object.keys(folders).filter((beginning) => name.startsWith(beginning));
  const longest = beginnings.toSorted((a, b) => b.length - a.length)[0];
  const folder = longest === undefined ? undefined : folders[longest];
  if (longest === undefined || folder === undefined) return null;
  try {
    const file = path.resolve(folder, decodeURIComponent(name.slice(longest.length)));
    return file.startsWith(path.resolve(folder) + path.sep) ? file : null;
  } catch {
    // A path with a broken escape names no file.
    return null;
  }
}

/** @param {import('node:http').ServerResponse} response @param {Answer} answer */
async function sendAtOnce(response, { type, content }) {
  response.setHeader('content-type', type).end(content);
}

/** @param {import('node:http').IncomingMessage} request */
async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}
