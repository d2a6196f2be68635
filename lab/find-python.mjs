import path from 'node:path';
import { projectFolder, runCommand } from '../scripts/run-command.mjs';

const environment = path.join(projectFolder, 'training', '.venv');

/** The first one that has the modules is taken: a chosen one, that of `npm run test:training`, one on the PATH. */
const PYTHONS = [
  process.env.PYTHON,
  path.join(environment, 'bin', 'python'),
  path.join(environment, 'Scripts', 'python.exe'),
  'python3',
  'python',
];

/**
 * Finds a Python that has modules.
 * @param {readonly string[]} modules
 * @returns {Promise<string>}
 */
export async function findPython(modules) {
  for (const python of PYTHONS) {
    if (python === undefined || python === '') continue;
    const { code } = await runCommand([python, '-c', `import ${modules.join(', ')}`], { limitSeconds: 60 });
    if (code === 0) return python;
  }
  throw new Error(
    `A Python with ${modules.join(' and ')} is needed, and none was found. "npm run test:training" makes one in ` +
      `training/.venv; or run "python3 -m pip install ${modules.join(' ')}"; or name one in the environment variable PYTHON.`,
  );
}
