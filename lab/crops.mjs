// Makes training crops with the shipped detector and alignment, in Chromium.
// usage: npm run crops -- --data DIR --out DIR [--set NAME] [--split train,val] [--size 96] [--margin 12] [--pages 2]
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
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { csvFormatBody, csvFormatRow, csvParse } from 'd3-dsv';
import { chromium } from 'playwright';
import { findSetFolders, readFaceSet } from './face-set.mjs';
import { buildLab, openLab } from './lab-page.mjs';
import { servePictures } from './picture-server.mjs';
import { progressBar } from './progress-bar.mjs';

const BATCH = 64;
const ADDED_COLUMNS = ['score', 'sha256'];
const MISSED_COLUMNS = ['file', 'split', 'problem'];

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string' },
    set: { type: 'string' },
    split: { type: 'string' },
    size: { type: 'string', default: '96' },
    margin: { type: 'string', default: '12' },
    pages: { type: 'string', default: '2' },
  },
});

/** @typedef {{ size: number, margin: number }} Shape */

/**
 * What an earlier, stopped run has left: the files that are done and the number of crops; its folder is made consistent.
 * @param {string} folder
 * @param {number} cropBytes
 */
function resume(folder, cropBytes) {
  const done = new Set();
  let crops = 0;
  const manifest = join(folder, 'manifest.csv');
  if (existsSync(manifest)) {
    const rows = csvParse(readFileSync(manifest, 'utf8'));
    for (const row of rows) done.add(row.file);
    crops = rows.length;
    truncateSync(join(folder, 'crops.u8'), crops * cropBytes);
  }
  const missed = join(folder, 'missed.csv');
  if (existsSync(missed)) for (const row of csvParse(readFileSync(missed, 'utf8'))) done.add(row.file);
  return { done, crops };
}

/**
 * @param {string} setFolder
 * @param {string} outFolder
 * @param {Shape} shape
 * @param {string} site
 * @param {import('playwright').Browser} browser
 */
async function makeSetCrops(setFolder, outFolder, shape, site, browser) {
  const set = readFaceSet(setFolder);
  const splits = options.split?.split(',');
  const wanted = set.rows.filter((row) => splits === undefined || splits.includes(row.split ?? ''));
  const columns = [...set.columns, ...ADDED_COLUMNS];
  mkdirSync(outFolder, { recursive: true });
  const side = shape.size + 2 * shape.margin;
  const state = resume(outFolder, side * side * 3);
  const rows = wanted.filter((row) => !state.done.has(row.file));
  const files = {
    crops: openSync(join(outFolder, 'crops.u8'), 'a'),
    manifest: openSync(join(outFolder, 'manifest.csv'), 'a'),
    missed: openSync(join(outFolder, 'missed.csv'), 'a'),
  };
  if (state.done.size === 0) {
    writeSync(files.manifest, `${csvFormatRow(columns)}\n`);
    writeSync(files.missed, `${csvFormatRow(MISSED_COLUMNS)}\n`);
  }
  /** @type {Map<string, Buffer>} */
  const posted = new Map();
  const server = await servePictures({
    site,
    pictures: setFolder,
    onPost: (path, body) => posted.set(path, body),
  });
  const bar = progressBar(set.name, rows.length);
  const count = { done: 0, crops: state.crops, missed: state.done.size - state.crops };
  let next = 0;

  const work = async () => {
    const page = await openLab(browser, server.address);
    while (next < rows.length) {
      const start = next;
      next += BATCH;
      const batch = rows.slice(start, start + BATCH);
      const postTo = `/crops/${start}`;
      const outcomes = await page.evaluate(
        ({ names, shape, postTo }) => globalThis.lab.crops.makeCrops(names, shape, postTo),
        { names: batch.map((row) => row.file ?? ''), shape, postTo },
      );
      const found = batch.filter((_, index) => outcomes[index]?.score != null);
      // Bytes first: a manifest row without its crop could not be mended, a crop without its row is cut off on resuming.
      writeSync(files.crops, posted.get(postTo) ?? Buffer.alloc(0));
      posted.delete(postTo);
      /** @type {Record<string, string | undefined>[]} */
      const manifestRows = found.map((row) => ({
        ...row,
        score: outcomes.find((outcome) => outcome.file === row.file)?.score?.toFixed(3),
        sha256: createHash('sha256')
          .update(readFileSync(join(setFolder, row.file ?? '')))
          .digest('hex'),
      }));
      if (found.length > 0) writeSync(files.manifest, `${csvFormatBody(manifestRows, columns)}\n`);
      /** @type {Record<string, string | number | undefined>[]} */
      const missed = batch
        .map((row, index) => ({
          file: row.file,
          split: row.split,
          problem: outcomes[index]?.problem ?? 'no face',
          index,
        }))
        .filter((row) => outcomes[Number(row.index)]?.score == null);
      if (missed.length > 0) writeSync(files.missed, `${csvFormatBody(missed, MISSED_COLUMNS)}\n`);
      count.done += batch.length;
      count.crops += found.length;
      count.missed += missed.length;
      bar.update(count.done);
    }
    await page.context().close();
  };
  await Promise.all(Array.from({ length: Number(options.pages) }, work));
  server.close();
  for (const file of Object.values(files)) closeSync(file);
  const about = { set: set.name, ...shape, count: count.crops, missed: count.missed };
  writeFileSync(join(outFolder, 'crops.json'), `${JSON.stringify(about, null, 2)}\n`);
  console.log(
    `${set.name}: ${count.crops} crops of ${side} px, ${count.missed} pictures without one (missed.csv)`,
  );
}

if (options.data === undefined || options.out === undefined) {
  console.error(
    'usage: npm run crops -- --data DIR --out DIR [--set NAME] [--split train,val] [--size 96] [--margin 12]',
  );
  process.exit(2);
}
const shape = { size: Number(options.size), margin: Number(options.margin) };
const { site, executablePath, args } = await buildLab();
const browser = await chromium.launch({ executablePath, args });
try {
  for (const folder of findSetFolders(resolve(options.data), options.set)) {
    await makeSetCrops(folder, join(resolve(options.out), basename(folder)), shape, site, browser);
  }
} finally {
  await browser.close();
}
