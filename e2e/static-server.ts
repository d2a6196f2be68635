import { serveStatic } from '../scripts/static-server.mjs';

export { serveStatic };

export type StaticServer = Awaited<ReturnType<typeof serveStatic>>;

/** Serves a folder. @param headers sent with every answer @param pages in place of files, by path */
export function serveFolder(
  folder: string,
  headers: Readonly<Record<string, string>> = {},
  pages: Readonly<Record<string, string | Buffer>> = {},
): Promise<StaticServer> {
  return serveStatic({ folders: { '/': folder }, headers: () => headers, made: pages });
}
