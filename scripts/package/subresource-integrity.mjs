import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * What the attribute `integrity` takes, for each script of the package by its name.
 * @param {string} folder of the package
 * @returns {Promise<Record<string, string>>}
 */
export async function integrities(folder) {
  const names = await readdir(folder, { recursive: true });
  const scripts = names.map((name) => name.split(path.sep).join('/')).filter((name) => name.endsWith('.js'));
  const hashes = await Promise.all(
    scripts.toSorted().map(async (name) => [name, integrityOf(await readFile(path.join(folder, name)))]),
  );
  return Object.fromEntries(hashes);
}

/** @param {Uint8Array} content */
export function integrityOf(content) {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
