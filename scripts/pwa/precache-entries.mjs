import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** @typedef {{url: string, revision: string | null}} PrecacheEntry */

/** What a page never asks for: it is fetched by the browser when it shows the question whether to install. */
const NOT_OF_THE_PAGE = /(^|\/)icons\/screen-/;

/**
 * Every file of the built site, as Workbox wants it: a revision where the name does not tell the content already.
 * @param {string} folder the built site
 * @returns {Promise<PrecacheEntry[]>} urls are relative to the site's beginning
 */
export async function precacheEntries(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !NOT_OF_THE_PAGE.test(name))
    .toSorted();
  return Promise.all(names.map(async (url) => ({ url, revision: await revisionOf(folder, url) })));
}

/**
 * @param {string} folder
 * @param {string} url
 */
async function revisionOf(folder, url) {
  if (url.startsWith('built/')) return null;
  const content = await readFile(path.join(folder, url));
  return createHash('sha256').update(content).digest('hex').slice(0, 20);
}
