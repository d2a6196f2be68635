import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { npmCommand, projectFolder, runCommand } from '../../scripts/run-command.mjs';

/** The libraries that facecurve is compared with, at exact versions; 66 MB, so only the benchmark installs them. */
const PEERS = { '@vladmandic/human': '3.3.6', '@vladmandic/face-api': '1.7.15' };

const folder = path.join(projectFolder, '.cache', 'peers');

/**
 * Installs the other libraries next to the project, once.
 * @returns {Promise<string>} the folder that holds @vladmandic/
 */
export async function installPeers() {
  const modules = path.join(folder, 'node_modules');
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'package.json'),
    `${JSON.stringify({ private: true, dependencies: PEERS })}\n`,
  );
  if (Object.keys(PEERS).every((name) => existsSync(path.join(modules, name, 'package.json'))))
    return modules;
  const { code, output } = await runCommand(
    [...npmCommand(), 'install', '--no-audit', '--no-fund', '--ignore-scripts'],
    { limitSeconds: 300, folder },
  );
  if (code !== 0) throw new Error(`The peers could not be installed:\n${output}`);
  return modules;
}
