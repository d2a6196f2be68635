import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** @typedef {{url: string, revision: string | null, integrity?: string}} PrecacheEntry */

/** Files that a page never requests: pictures for the offer to install the page, and for links to it on other sites. */
const NOT_OF_THE_PAGE = /(^|\/)icons\/(screen-|share\.)/;

/** Files that are kept once a page has used them; most pages never do. */
const ON_DEMAND = /^assets\/models\/facecurve-open\//;

/**
 * Lists every file of the built site except `onDemandEntries` for Workbox, with a revision unless the name contains a hash.
 * @param {string} folder the built site
 * @returns {Promise<PrecacheEntry[]>} urls are relative to the site's beginning
 */
export async function precacheEntries(folder) {
  const names = (await filesBelow(folder)).filter(
    (name) => !NOT_OF_THE_PAGE.test(name) && !ON_DEMAND.test(name),
  );
  return Promise.all(names.map(async (url) => ({ url, revision: await revisionOf(folder, url) })));
}

/**
 * Lists the files that are kept when they are first requested, with the integrity that Workbox needs for them.
 * @param {string} folder the built site
 * @returns {Promise<PrecacheEntry[]>}
 */
export async function onDemandEntries(folder) {
  const names = (await filesBelow(folder)).filter((name) => ON_DEMAND.test(name));
  return Promise.all(
    names.map(async (url) => ({
      url,
      revision: await revisionOf(folder, url),
      integrity: await integrityOf(folder, url),
    })),
  );
}

/** @param {string} folder @returns {Promise<string[]>} their names below it */
async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted();
}

/**
 * @param {string} folder
 * @param {string} url
 */
async function integrityOf(folder, url) {
  const content = await readFile(path.join(folder, url));
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
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
