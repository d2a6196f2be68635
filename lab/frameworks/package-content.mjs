import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Recognises the package's files after a bundler has renamed, divided or joined them.
 * @typedef {object} PackageContent
 * @property {(content: Buffer) => string | undefined} assetOf the name of the asset that has this content
 * @property {(script: string) => boolean} isOfPackage whether a script holds code of the package
 */

/** Texts of this length are in no code but the package's. Bundlers leave texts as they are. */
const TEXT = /(["'`])([\w ./:,-]{30,})\1/g;

/** @param {Buffer} content */
const hashOf = (content) => createHash('sha256').update(content).digest('hex');

/**
 * @param {string} folder of the package
 * @returns {Promise<PackageContent>}
 */
export async function readPackageContent(folder) {
  const assets = path.join(folder, 'assets');
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const entry of await readdir(assets, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    names.set(hashOf(await readFile(file)), path.relative(assets, file));
  }
  /** @type {Set<string>} */
  const texts = new Set();
  for (const name of await readdir(path.join(folder, 'esm'))) {
    const script = await readFile(path.join(folder, 'esm', name), 'utf8');
    for (const [, , text = ''] of script.matchAll(TEXT)) texts.add(text);
  }
  return {
    assetOf: (content) => names.get(hashOf(content)),
    isOfPackage: (script) => [...texts].some((text) => script.includes(text)),
  };
}
