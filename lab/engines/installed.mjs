import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../../scripts/run-command.mjs';

/** @param {readonly string[]} names in the order of preference @returns {string | undefined} */
export function programOnPath(...names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(existsSync);
}

/** A program of WebKitGTK beside its libraries, which are in a folder by processor and version. @param {string} name */
export function programOfWebKit(name) {
  const folders = ['/usr/lib', '/usr/libexec', '/usr/lib64'].filter(existsSync);
  const below = (/** @type {string} */ folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(folder, entry.name));
  const near = folders.flatMap(below);
  return [...near, ...near.filter((folder) => folder.endsWith('-linux-gnu')).flatMap(below)]
    .filter((folder) => /\/webkit(2gtk|gtk)-[\d.]+$/.test(folder))
    .map((folder) => path.join(folder, name))
    .find(existsSync);
}

/**
 * @param {string | undefined} program
 * @param {RegExp} pattern with one group
 * @param {NodeJS.ProcessEnv} environment
 */
export async function versionOf(program, pattern, environment) {
  if (program === undefined) return null;
  const { output } = await runCommand([program, '--version'], { limitSeconds: 60, environment });
  return pattern.exec(output)?.[1] ?? null;
}
