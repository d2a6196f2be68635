import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findSetFolders, readFaceSet } from '../face-set.mjs';
import { printFigures } from './print-figures.mjs';
import { readPictures } from './read-pictures.mjs';

/**
 * @typedef {object} EvaluateOptions
 * @property {string} data folder of the sets
 * @property {string} set
 * @property {string} split
 * @property {string} backend
 * @property {string} model
 * @property {string} pages number of pages that read pictures at the same time
 * @property {string} [json] file for figures and rows
 */

/**
 * Reads every picture of a split with the shipped pipeline and prints the figures.
 * @param {EvaluateOptions} options
 * @returns {Promise<number>} exit code
 */
export async function evaluate(options) {
  const set = readFaceSet(findSetFolders(path.resolve(options.data), options.set)[0] ?? '');
  const rows = set.rows.filter((row) => row.split === options.split);
  if (rows.length === 0) {
    const splits = [...new Set(set.rows.map((row) => row.split))].join(', ');
    console.error(`${set.name} has no split "${options.split}"; it has ${splits}.`);
    return 2;
  }
  const { pictures, card } = await readPictures(set, rows, options);
  const measured = {
    set: set.name,
    split: options.split,
    scale: set.scale,
    timing: { backend: options.backend },
    model: { name: card.name, version: card.version, weights: card.files['weights.bin'].sha256 },
    minors: card.minors,
    maps: card.maps,
    pictures,
  };
  return withFigures(`${JSON.stringify(measured)}\n`, options.json);
}

/**
 * Turns rows into figures. Where no Python is able to, the file that was asked for gets the rows alone.
 * @param {string} measured rows as JSON
 * @param {string | undefined} json
 */
async function withFigures(measured, json) {
  const folder = await mkdtemp(path.join(tmpdir(), 'facecurve-rows-'));
  const rows = path.join(folder, 'rows.json');
  try {
    await writeFile(rows, measured);
    await printFigures(rows, json);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (json === undefined) return 1;
    await writeFile(json, measured);
    console.error(`${json} has the rows without figures.`);
    return 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}
