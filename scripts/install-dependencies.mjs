import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { npmCommand, projectFolder, runCommand } from './run-command.mjs';

/** @typedef {Record<string, {version?: string, optional?: boolean}>} Packages by their folder below the project */

/**
 * @param {string} file
 * @returns {Promise<Packages>} none when there is no such file
 */
async function readPackages(file) {
  const text = await readFile(path.join(projectFolder, file), 'utf8').catch(() => '{}');
  return JSON.parse(text).packages ?? {};
}

/** True if node_modules matches package-lock.json. npm keeps a lock file of its own of the installed packages. */
export async function dependenciesAreInstalled() {
  const wanted = await readPackages('package-lock.json');
  const installed = await readPackages('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([folder, { version, optional }]) => {
    const isProject = folder === '';
    // Optional packages are for other operating systems.
    const mayBeAbsent = optional === true && installed[folder] === undefined;
    return isProject || mayBeAbsent || installed[folder]?.version === version;
  });
}

/** Runs `npm ci` when node_modules is missing or differs from the lock file. */
export async function installDependencies() {
  if (await dependenciesAreInstalled()) return;
  console.log('Installing dependencies (npm ci) ...');
  const { code, output } = await runCommand([...npmCommand(), 'ci', '--no-audit', '--no-fund'], {
    limitSeconds: 900,
    // With "npm test --omit=dev" or NODE_ENV=production npm would leave out the development packages, which the tests need.
    environment: { NODE_ENV: 'development', npm_config_omit: '' },
  });
  if (code !== 0) throw new Error(`npm ci failed:\n${output}`);
}
