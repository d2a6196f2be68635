import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { CONTENT_TYPES } from '../scripts/content-types.mjs';

export interface StaticServer {
  /** With a port of its own, so that two servers are two origins. */
  readonly origin: string;
  /** The path of every request so far, workers' too. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Serves files as a plain host does. @param headers sent with every answer @param pages in place of files, by path */
export async function serveFolder(
  folder: string,
  headers: Readonly<Record<string, string>> = {},
  pages: Readonly<Record<string, string | Buffer>> = {},
): Promise<StaticServer> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(pathname);
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    for (const [header, value] of Object.entries(headers)) response.setHeader(header, value);
    try {
      const content =
        pages[name] ?? (await readFile(path.join(folder, path.normalize(decodeURIComponent(name)))));
      response
        .setHeader('content-type', CONTENT_TYPES[path.extname(name)] ?? 'application/octet-stream')
        .end(content);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`no ${name}`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
