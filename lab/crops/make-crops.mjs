import path from 'node:path';
import { findSetFolders, readFaceSet } from '../face-set.mjs';
import { withLab } from '../lab-page.mjs';
import { progressBar } from '../progress-bar.mjs';
import { CropFolder } from './crop-folder.mjs';

/** @typedef {import('../../src/align/index.ts').CropShape} CropShape */
/** @typedef {Record<string, string>} Row */

/**
 * @typedef {object} CropOptions
 * @property {string} data folder of the sets
 * @property {string} out gets one folder a set
 * @property {string | undefined} set only this one
 * @property {string[] | undefined} splits only these
 * @property {CropShape} shape pixels
 * @property {number} pages number of pages that make crops at the same time
 */

/** Pictures that a page reads in one call. */
const BATCH = 64;

/** Makes the crops of each set; a run that was stopped goes on where it ended. @param {CropOptions} options */
export async function makeCrops(options) {
  for (const folder of findSetFolders(path.resolve(options.data), options.set)) {
    await makeCropsOfSet(folder, options);
  }
}

/** @param {string} folder @param {CropOptions} options */
async function makeCropsOfSet(folder, { out, splits, shape, pages }) {
  const set = readFaceSet(folder);
  const wanted = set.rows.filter((row) => splits === undefined || splits.includes(row.split ?? ''));
  const crops = new CropFolder(path.join(path.resolve(out), path.basename(folder)), set, shape);
  const rows = wanted.filter((row) => !crops.has(row.file ?? ''));
  const bar = progressBar(set.name, rows.length);
  /** @type {Map<string, Buffer>} */
  const posted = new Map();
  let next = 0;
  let done = 0;
  const onPost = (/** @type {string} */ name, /** @type {Buffer} */ body) => posted.set(name, body);
  await withLab({ pictures: folder, onPost }, async ({ openPage }) => {
    const work = async () => {
      const page = await openPage();
      while (next < rows.length) {
        const start = next;
        next += BATCH;
        const batch = rows.slice(start, start + BATCH);
        const postTo = `/crops/${start}`;
        const outcomes = await cropsOf(page, batch, shape, postTo);
        crops.add(batch, outcomes, posted.get(postTo) ?? Buffer.alloc(0));
        posted.delete(postTo);
        done += batch.length;
        bar.update(done);
      }
      await page.context().close();
    };
    await Promise.all(Array.from({ length: pages }, work));
  });
  crops.finish();
  console.log(`${set.name}: ${crops.summary()}`);
}

/** @param {import('playwright').Page} page @param {Row[]} batch @param {CropShape} shape @param {string} postTo */
function cropsOf(page, batch, shape, postTo) {
  return page.evaluate(
    ([names, ofCrop, address]) => globalThis.lab.crops.makeCrops(names, ofCrop, address),
    /** @type {[string[], CropShape, string]} */ ([batch.map((row) => row.file ?? ''), shape, postTo]),
  );
}
