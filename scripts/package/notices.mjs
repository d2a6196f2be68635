import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../run-command.mjs';

const LICENCE_FILE = /^(licen[cs]e|notice)(\.(md|txt))?$/i;

/** Packages whose files are assets, not modules, and so in no bundle. */
const ASSET_PACKAGES = [
  '@mediapipe/tasks-vision',
  '@mediapipe/face_detection',
  '@tensorflow/tfjs-backend-wasm',
];

/**
 * The licences of all that the package carries of others.
 * @param {Iterable<string>} modules the paths of the modules in the bundles
 */
export async function thirdPartyNotices(modules) {
  const names = new Set(ASSET_PACKAGES);
  for (const module of modules) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1];
    if (name !== undefined) names.add(name);
  }
  const notices = await Promise.all([...names].toSorted().map(notice));
  return `What facecurve carries of others, and on what terms.\n\n${notices.join('\n')}`;
}

/** @param {string} name */
async function notice(name) {
  const folder = path.join(projectFolder, 'node_modules', name);
  const { version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file));
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  const heading = `${name} ${version} (${license})`;
  return [heading, '-'.repeat(heading.length), ...texts, ''].join('\n');
}
