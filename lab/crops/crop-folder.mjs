import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { csvFormatBody, csvFormatRow, csvParse } from 'd3-dsv';

/** @typedef {import('../page/crops.ts').CropOutcome} CropOutcome */
/** @typedef {Record<string, string>} Row */

const ADDED_COLUMNS = ['score', 'sha256'];
const MISSED_COLUMNS = ['file', 'split', 'problem'];

/**
 * The crops of one set: crops.u8 (bytes of all crops, RGB), manifest.csv (a row a crop), missed.csv (pictures without
 * one) and crops.json, which is written last. What an earlier, stopped run has left is kept.
 */
export class CropFolder {
  /** @param {string} folder @param {import('../face-set.mjs').FaceSet} set @param {{ size: number, margin: number }} shape */
  constructor(folder, set, shape) {
    this.folder = folder;
    this.set = set;
    this.shape = shape;
    this.side = shape.size + 2 * shape.margin;
    this.columns = [...set.columns, ...ADDED_COLUMNS];
    mkdirSync(folder, { recursive: true });
    const { done, crops } = resume(folder, this.side * this.side * 3);
    this.known = done;
    this.count = crops;
    this.missed = done.size - crops;
    this.files = {
      crops: openSync(path.join(folder, 'crops.u8'), 'a'),
      manifest: openSync(path.join(folder, 'manifest.csv'), 'a'),
      missed: openSync(path.join(folder, 'missed.csv'), 'a'),
    };
    if (done.size > 0) return;
    writeSync(this.files.manifest, `${csvFormatRow(this.columns)}\n`);
    writeSync(this.files.missed, `${csvFormatRow(MISSED_COLUMNS)}\n`);
  }

  /** True for a picture that an earlier run has read. @param {string} file */
  has(file) {
    return this.known.has(file);
  }

  /**
   * Adds the outcomes of some pictures. The bytes are written first: a row without its crop could not be repaired, and
   * a crop without its row is cut off by the next run.
   * @param {readonly Row[]} rows
   * @param {readonly CropOutcome[]} outcomes in the order of the rows
   * @param {Uint8Array} bytes of the crops, in the same order
   */
  add(rows, outcomes, bytes) {
    const pairs = rows.map((row, index) => ({ row, score: outcomes[index]?.score ?? null, index }));
    const found = pairs.filter(({ score }) => score !== null);
    const missed = pairs.filter(({ score }) => score === null);
    writeSync(this.files.crops, bytes);
    /** @type {Record<string, string | undefined>[]} */
    const manifest = found.map(({ row, score }) => ({
      ...row,
      score: score?.toFixed(3),
      sha256: this.hashOf(row.file ?? ''),
    }));
    if (found.length > 0) writeSync(this.files.manifest, `${csvFormatBody(manifest, this.columns)}\n`);
    /** @type {Record<string, string | undefined>[]} */
    const problems = missed.map(({ row: { file, split }, index }) => ({
      file,
      split,
      problem: outcomes[index]?.problem ?? 'no face',
    }));
    if (missed.length > 0) writeSync(this.files.missed, `${csvFormatBody(problems, MISSED_COLUMNS)}\n`);
    this.count += found.length;
    this.missed += missed.length;
  }

  /** Writes crops.json, which says that every picture was read. */
  finish() {
    for (const file of Object.values(this.files)) closeSync(file);
    const about = { set: this.set.name, ...this.shape, count: this.count, missed: this.missed };
    writeFileSync(path.join(this.folder, 'crops.json'), `${JSON.stringify(about, null, 2)}\n`);
  }

  summary() {
    return `${this.count} crops of ${this.side} px, ${this.missed} pictures without one (missed.csv)`;
  }

  /** SHA-256 of a picture. @param {string} file */
  hashOf(file) {
    const content = readFileSync(path.join(this.set.folder, file));
    return createHash('sha256').update(content).digest('hex');
  }
}

/**
 * The files that an earlier run has done and the number of its crops. A crop without a row is cut off.
 * @param {string} folder
 * @param {number} cropBytes
 */
function resume(folder, cropBytes) {
  /** @type {Set<string>} */
  const done = new Set();
  let crops = 0;
  const manifest = path.join(folder, 'manifest.csv');
  if (existsSync(manifest)) {
    const rows = csvParse(readFileSync(manifest, 'utf8'));
    for (const row of rows) done.add(row.file ?? '');
    crops = rows.length;
    truncateSync(path.join(folder, 'crops.u8'), crops * cropBytes);
  }
  const missed = path.join(folder, 'missed.csv');
  if (existsSync(missed)) for (const row of csvParse(readFileSync(missed, 'utf8'))) done.add(row.file ?? '');
  return { done, crops };
}
