import path from 'node:path';
import { projectFolder, runCommand } from '../../scripts/run-command.mjs';

const training = path.join(projectFolder, 'training');

/** The first one that has numpy is taken: a chosen one, that of `npm run test:training`, one on the PATH. */
const PYTHONS = [
  process.env.PYTHON,
  path.join(training, '.venv', 'bin', 'python'),
  path.join(training, '.venv', 'Scripts', 'python.exe'),
  'python3',
  'python',
];

/** @returns {Promise<string>} */
async function findPython() {
  for (const python of PYTHONS) {
    if (python === undefined || python === '') continue;
    const { code } = await runCommand([python, '-c', 'import numpy'], { limitSeconds: 60 });
    if (code === 0) return python;
  }
  throw new Error(
    'The figures need a Python with numpy, and none was found. "npm run test:training" makes one in training/.venv; ' +
      'or run "python3 -m pip install numpy"; or name one in the environment variable PYTHON.',
  );
}

/**
 * Prints the figures of a set, which training computes with the same functions.
 * @param {string} rows file with what was measured
 * @param {string | undefined} json file for figures and rows
 */
export async function printFigures(rows, json) {
  const program = [await findPython(), '-m', 'facecurve_train.figures_report', rows];
  const [python = '', ...args] = json === undefined ? program : [...program, '--json', path.resolve(json)];
  const { code } = await runCommand([python, ...args], { limitSeconds: 600, show: true, folder: training });
  if (code !== 0) throw new Error('The figures could not be computed: see the message above.');
}
