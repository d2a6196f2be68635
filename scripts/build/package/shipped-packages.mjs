import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';

/**
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} license as its manifest has it
 * @property {string} folder that holds it
 */

/** Packages whose files are assets, not modules, and so in no bundle. */
const ASSET_PACKAGES = [
  '@mediapipe/tasks-vision',
  '@mediapipe/face_detection',
  '@tensorflow/tfjs-backend-wasm',
];

/** Builders put a few lines of their own into what they build, under names that are no file's. */
const BUILDERS = { '\0vite/': 'vite', '\0rolldown/': 'rolldown' };

/**
 * The npm packages of which something is in a build.
 * @param {Iterable<string>} files the paths of the modules and other files that went into it
 * @returns {Promise<ShippedPackage[]>} by name
 */
export async function shippedPackages(files) {
  const folders = new Set(ASSET_PACKAGES.map((name) => path.join(projectFolder, 'node_modules', name)));
  for (const file of files) {
    const folder = folderOf(file);
    if (folder !== undefined) folders.add(folder);
  }
  const packages = await Promise.all([...folders].map(describe));
  return packages.toSorted((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** @param {string} file */
function folderOf(file) {
  const builder = Object.entries(BUILDERS).find(([prefix]) => file.startsWith(prefix))?.[1];
  if (builder !== undefined) return path.join(projectFolder, 'node_modules', builder);
  const below = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.split(path.sep).join('/'))?.[1];
  return below === undefined ? undefined : path.resolve(projectFolder, below.replace(/^\0+/, ''));
}

/** @param {string} folder @returns {Promise<ShippedPackage>} */
async function describe(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  return { name, version, license, folder };
}
