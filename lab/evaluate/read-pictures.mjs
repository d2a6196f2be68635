import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withLab } from '../lab-page.mjs';
import { progressBar } from '../progress-bar.mjs';

/** @typedef {import('../page/evaluate.ts').PictureReading} PictureReading */
/** @typedef {import('../../src/types.ts').BackendChoice} BackendChoice */
/** @typedef {import('../../src/types.ts').ModelName} ModelName */

/**
 * A picture's label as it stands in labels.csv, and what the shipped pipeline read.
 * @typedef {PictureReading & { label: Record<string, string>, sha256: string | null }} MeasuredPicture
 */

/** Pictures that a page reads in one call. */
const BATCH = 8;

/**
 * @param {import('../face-set.mjs').FaceSet} set
 * @param {Record<string, string>[]} rows
 * @param {Pick<import('./evaluate.mjs').EvaluateOptions, 'backend' | 'model' | 'pages'>} options
 */
export function readPictures(set, rows, options) {
  return withLab({ pictures: set.folder }, async ({ openPage }) => {
    const bar = progressBar(set.name, rows.length);
    /** @type {MeasuredPicture[]} */
    const pictures = new Array(rows.length);
    /** @type {import('../../src/infer/card.ts').ModelCard | undefined} */
    let card;
    let next = 0;
    let done = 0;
    const work = async () => {
      const page = await openPage();
      const started = await page.evaluate(
        ([backend, model]) => globalThis.lab.evaluate.start(backend, model),
        /** @type {[BackendChoice, ModelName]} */ ([options.backend, options.model]),
      );
      card = started.card;
      while (next < rows.length) {
        const start = next;
        next += BATCH;
        const batch = rows.slice(start, start + BATCH);
        const readings = await page.evaluate(
          (names) => globalThis.lab.evaluate.readPictures(names),
          batch.map((row) => row.file ?? ''),
        );
        for (const [index, reading] of readings.entries()) {
          const sha256 = await hashOf(path.join(set.folder, reading.file));
          pictures[start + index] = { ...reading, label: batch[index] ?? {}, sha256 };
        }
        done += batch.length;
        bar.update(done);
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, Number(options.pages)) }, work));
    if (card === undefined) throw new Error('No picture was read.');
    return { pictures, card };
  });
}

/** SHA-256 in hexadecimal digits; null for a file that is missing. @param {string} file */
async function hashOf(file) {
  const content = await readFile(file).catch(() => null);
  return content === null ? null : createHash('sha256').update(content).digest('hex');
}
