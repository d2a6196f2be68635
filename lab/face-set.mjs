import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { csvParse } from 'd3-dsv';

/**
 * A set of labelled pictures in the project's layout: `set.json`, `labels.csv`, `images/`.
 * @typedef {{ name: string, folder: string, columns: string[], rows: Record<string, string>[], scale: { min: number, max: number } | null }} FaceSet
 */

/**
 * @param {string} folder
 * @returns {FaceSet}
 */
export function readFaceSet(folder) {
  const labels = join(folder, 'labels.csv');
  if (!existsSync(labels)) {
    throw new Error(
      `${labels} does not exist: a set is a folder with set.json, labels.csv (columns file, split and labels) and images/.`,
    );
  }
  const rows = csvParse(readFileSync(labels, 'utf8'));
  if (!rows.columns.includes('file') || !rows.columns.includes('split')) {
    throw new Error(`${labels} has no columns "file" and "split".`);
  }
  const about = existsSync(join(folder, 'set.json'))
    ? JSON.parse(readFileSync(join(folder, 'set.json'), 'utf8'))
    : {};
  return {
    name: about.name ?? basename(folder),
    folder,
    columns: rows.columns,
    rows,
    scale: about.scale ?? null,
  };
}

/**
 * Finds the sets under `data`: the folder itself if it is a set, else its subfolders.
 * @param {string} data
 * @param {string | undefined} name of the only wanted set
 */
export function findSetFolders(data, name) {
  if (existsSync(join(data, 'labels.csv'))) return [data];
  const folders = existsSync(data)
    ? readdirSync(data)
        .map((entry) => join(data, entry))
        .filter((folder) => existsSync(join(folder, 'labels.csv')))
    : [];
  const wanted = name === undefined ? folders : folders.filter((folder) => basename(folder) === name);
  if (wanted.length > 0) return wanted;
  throw new Error(`No set ${name ?? ''} with a labels.csv under ${data}.`);
}

/**
 * About `count` rows, spread evenly over all of them.
 * @template Row
 * @param {readonly Row[]} rows
 * @param {number} count
 */
export function spread(rows, count) {
  const every = Math.max(1, Math.floor(rows.length / count));
  return rows.filter((_, index) => index % every === 0);
}
