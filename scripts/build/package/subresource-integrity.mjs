import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The table itself, which cannot hold its own hash. */
export const INTEGRITY_FILE = 'integrity.json';

/**
 * The hash of every file of a release by its name, in the form that the attribute `integrity` and import maps take.
 * @param {string} folder of the release
 * @returns {Promise<Record<string, string>>}
 */
export async function integrities(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => name !== INTEGRITY_FILE);
  const hashes = await Promise.all(
    names.toSorted().map(async (name) => [name, integrityOf(await readFile(path.join(folder, name)))]),
  );
  return Object.fromEntries(hashes);
}

/** @param {Uint8Array} content */
export function integrityOf(content) {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
