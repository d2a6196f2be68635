import path from 'node:path';
import { projectFolder, runCommand } from '../../scripts/run-command.mjs';
import { findPython } from '../find-python.mjs';

const training = path.join(projectFolder, 'training');

/**
 * Prints the figures of a set, which training computes with the same functions.
 * @param {string} rows file with what was measured
 * @param {string | undefined} json file for figures and rows
 */
export async function printFigures(rows, json) {
  const program = [await findPython(['numpy']), '-m', 'facecurve_train.figures_report', rows];
  const [python = '', ...args] = json === undefined ? program : [...program, '--json', path.resolve(json)];
  const { code } = await runCommand([python, ...args], { limitSeconds: 600, show: true, folder: training });
  if (code !== 0) throw new Error('The figures could not be computed: see the message above.');
}
