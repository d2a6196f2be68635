// Runs the shipped pipeline in Chromium over a labelled set and prints its figures.
// usage: npm run evaluate -- --data DIR --set NAME [--split test] [--json FILE] [--backend wasm] [--pages 2]
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { findSetFolders, readFaceSet } from './face-set.mjs';
import { buildHarness, openHarness } from './harness.mjs';
import { ageFigures, attractivenessFigures, mapScale } from './metrics.mjs';
import { servePictures } from './picture-server.mjs';
import { progressBar } from './progress-bar.mjs';

/** @typedef {import('../e2e/harness/evaluate.ts').PictureReading} PictureReading */
/** @typedef {import('../src/infer/card.ts').ModelCard} ModelCard */

const BATCH = 8;
/** Scale of the network's attractiveness head; sets on it need no map. */
const OWN_SCALE = { min: 1, max: 10 };

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    set: { type: 'string' },
    split: { type: 'string', default: 'test' },
    json: { type: 'string' },
    backend: { type: 'string', default: 'wasm' },
    pages: { type: 'string', default: '2' },
  },
});

/**
 * @param {import('./face-set.mjs').FaceSet} set
 * @param {Record<string, string>[]} rows
 */
async function readSet(set, rows) {
  const { site, executablePath, args } = await buildHarness();
  const server = await servePictures({ site, pictures: set.folder });
  const browser = await chromium.launch({ executablePath, args });
  const bar = progressBar(set.name, rows.length);
  /** @type {PictureReading[]} */
  const readings = new Array(rows.length);
  /** @type {ModelCard | undefined} */
  let card;
  let next = 0;
  let done = 0;
  const work = async () => {
    const page = await openHarness(browser, server.address);
    const started = await page.evaluate(
      (backend) => globalThis.harness.evaluate.start(backend),
      /** @type {import('../src/types.ts').BackendChoice} */ (options.backend),
    );
    card = started.card;
    while (next < rows.length) {
      const start = next;
      next += BATCH;
      const files = rows.slice(start, start + BATCH).map((row) => row.file ?? '');
      const batch = await page.evaluate((names) => globalThis.harness.evaluate.readPictures(names), files);
      batch.forEach((reading, index) => {
        readings[start + index] = reading;
      });
      done += batch.length;
      bar.update(done);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.max(1, Number(options.pages)) }, work));
  } finally {
    await browser.close();
    server.close();
  }
  if (card === undefined) throw new Error('No picture was read.');
  return { readings, card };
}

/**
 * The row of the CSV, numbers as numbers, empty fields as null.
 * @param {Record<string, string>} row
 */
function labelOf(row) {
  /** @type {Record<string, string | number | null>} */
  const label = {};
  for (const [column, value] of Object.entries(row)) {
    if (column === 'file') continue;
    label[column] = value === '' ? null : Number.isNaN(Number(value)) ? value : Number(value);
  }
  return label;
}

/** @param {Record<string, string | number | null>} label */
function votesOf(label) {
  const votes = Array.from({ length: OWN_SCALE.max }, (_, index) => label[`n${index + 1}`]);
  return votes.every((count) => typeof count === 'number') ? /** @type {number[]} */ (votes) : null;
}

/**
 * How the network's scale becomes the set's; null where nothing is known.
 * @param {import('./face-set.mjs').FaceSet} set
 * @param {ModelCard} card
 * @returns {((value: number) => number) | null}
 */
function toSetScale(set, card) {
  const map = card.maps[set.name];
  if (map !== undefined) return (value) => mapScale(value, map.to, map.from);
  const scale = set.scale ?? OWN_SCALE;
  return scale.min === OWN_SCALE.min && scale.max === OWN_SCALE.max ? (value) => value : null;
}

if (options.data === undefined || options.set === undefined) {
  console.error(
    'usage: npm run evaluate -- --data DIR --set NAME [--split test] [--json FILE] [--backend wasm]',
  );
  process.exit(2);
}
const set = readFaceSet(findSetFolders(resolve(options.data), options.set)[0] ?? '');
const labelled = set.rows.filter((row) => row.split === options.split);
if (labelled.length === 0) {
  const splits = [...new Set(set.rows.map((row) => row.split))].join(', ');
  console.error(`${set.name} has no split "${options.split}"; it has ${splits}.`);
  process.exit(2);
}
const { readings, card } = await readSet(set, labelled);
const scale = toSetScale(set, card);
const rows = labelled.flatMap((row, index) => {
  const reading = readings[index];
  if (
    reading?.age === undefined ||
    reading.ageInterval80 === undefined ||
    reading.attractiveness === undefined
  )
    return [];
  const { age, ageInterval80, votes, minorProbability, score } = reading;
  const attractiveness = scale === null ? reading.attractiveness : scale(reading.attractiveness);
  return [
    {
      file: reading.file,
      label: labelOf(row),
      age,
      ageInterval80,
      attractiveness,
      score,
      minorProbability,
      votes,
    },
  ];
});
const rated = rows.filter((row) => typeof row.label.attractiveness === 'number');
const age = ageFigures(/** @type {import('./metrics.mjs').AgeRow[]} */ (rows));
const attractiveness =
  rated.length === 0
    ? null
    : attractivenessFigures(
        rated.map((row) => ({
          estimate: row.attractiveness,
          truth: Number(row.label.attractiveness),
          ...(row.votes === undefined ? {} : { votes: row.votes }),
          trueVotes: votesOf(row.label),
        })),
        scale !== null,
      );
const report = {
  set: set.name,
  split: options.split,
  images: labelled.length,
  detected: rows.length,
  ...(age === null ? {} : { age }),
  ...(attractiveness === null ? {} : { attractiveness }),
  model: { name: card.name, version: card.version, weights: card.files['weights.bin'].sha256 },
  minors: minorsFigures(rows, card),
  unread: readings
    .filter((reading) => reading.problem !== undefined)
    .map(({ file, problem }) => ({ file, problem })),
  rows,
};

/**
 * How many faces the minors' rule withholds.
 * @param {{ label: Record<string, string | number | null>, minorProbability: number | undefined }[]} all
 * @param {ModelCard} model
 */
function minorsFigures(all, model) {
  const withheldShare = (/** @type {number} */ low, /** @type {number} */ high) => {
    const faces = all.filter(
      ({ label }) => typeof label.age === 'number' && label.age >= low && label.age <= high,
    );
    const withheld = faces.filter((row) => (row.minorProbability ?? 1) > model.minors.threshold);
    return faces.length === 0 ? null : { images: faces.length, withheld: withheld.length / faces.length };
  };
  return {
    threshold: model.minors.threshold,
    under16: withheldShare(0, 15),
    from16to17: withheldShare(16, 17),
    from21to30: withheldShare(21, 30),
  };
}

/** @param {number | null | undefined} value @param {number} digits */
const show = (value, digits = 2) => (value == null ? '-' : value.toFixed(digits));
console.log(`${report.set} ${report.split}: faces found in ${report.detected} of ${report.images} pictures`);
if (report.unread.length > 0) console.log(`  ${report.unread.length} pictures could not be read`);
if (age !== null) {
  console.log(
    `  age: MAE ${show(age.mae)}, median error ${show(age.median)}, within 5 years ${show(age.within5, 3)}, ` +
      `group accuracy ${show(age.groupAccuracy, 3)}, coverage of the 80 % interval ${show(age.coverage80, 3)}`,
  );
  const decades = Object.entries(age.maePerDecade).map(
    ([decade, { mae, images }]) => `${decade}: ${show(mae)} (${images})`,
  );
  if (decades.length > 0) console.log(`  MAE per decade: ${decades.join(', ')}`);
}
if (attractiveness !== null) {
  console.log(
    `  attractiveness: Pearson ${show(attractiveness.pearson, 3)}, MAE ${show(attractiveness.mae, 3)}, ` +
      `earth mover's distance of the votes ${show(attractiveness.earthMovers, 3)}`,
  );
}
const { under16, from21to30 } = report.minors;
if (under16 !== null && from21to30 !== null) {
  console.log(
    `  attractiveness withheld: ${show(under16.withheld * 100, 1)} % of faces under 16, ` +
      `${show(from21to30.withheld * 100, 1)} % of adults of 21 to 30`,
  );
}
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report)}\n`);
