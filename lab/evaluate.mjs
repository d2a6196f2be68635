// Runs the shipped pipeline in Chromium over a labelled set and prints its figures.
// usage: npm run evaluate -- --data DIR --set NAME [--split test] [--json FILE] [--backend wasm] [--model open] [--pages 2]
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { findSetFolders, readFaceSet } from './face-set.mjs';
import { buildLab, openLab } from './lab-page.mjs';
import { ageFigures, attractivenessFigures, mapScale, median } from './metrics.mjs';
import { impossibleLabel, labelOf, votesOf } from './picture-label.mjs';
import { servePictures } from './picture-server.mjs';
import { progressBar } from './progress-bar.mjs';

/** @typedef {import('./page/evaluate.ts').PictureReading} PictureReading */
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
    model: { type: 'string', default: 'default' },
    pages: { type: 'string', default: '2' },
  },
});

/**
 * @param {import('./face-set.mjs').FaceSet} set
 * @param {Record<string, string>[]} rows
 */
async function readSet(set, rows) {
  const { site, executablePath, args } = await buildLab();
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
    const page = await openLab(browser, server.address);
    const started = await page.evaluate(
      ([backend, model]) => globalThis.lab.evaluate.start(backend, model),
      /** @type {[import('../src/types.ts').BackendChoice, import('../src/types.ts').ModelName]} */ ([
        options.backend,
        options.model,
      ]),
    );
    card = started.card;
    while (next < rows.length) {
      const start = next;
      next += BATCH;
      const files = rows.slice(start, start + BATCH).map((row) => row.file ?? '');
      const batch = await page.evaluate((names) => globalThis.lab.evaluate.readPictures(names), files);
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
 * How the network's scale becomes the set's; null where nothing is known.
 * @param {import('./face-set.mjs').FaceSet} set
 * @param {ModelCard} card
 * @returns {((value: number) => number) | null}
 */
function toSetScale(set, card) {
  if (card.heads.attractiveness === undefined) return null;
  const map = card.maps[set.name];
  if (map !== undefined) return (value) => mapScale(value, map.to, map.from);
  const scale = set.scale ?? OWN_SCALE;
  return scale.min === OWN_SCALE.min && scale.max === OWN_SCALE.max ? (value) => value : null;
}

if (options.data === undefined || options.set === undefined || !['default', 'open'].includes(options.model)) {
  console.error(
    'usage: npm run evaluate -- --data DIR --set NAME [--split test] [--json FILE] [--backend wasm] [--model open]',
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
const impossible = labelled.flatMap((row) => {
  const problem = impossibleLabel(labelOf(row));
  return problem === null ? [] : [{ file: row.file, problem }];
});
const measurable = labelled.filter((row) => impossibleLabel(labelOf(row)) === null);
const { readings, card } = await readSet(set, measurable);
const scale = toSetScale(set, card);
const rows = measurable.flatMap((row, index) => {
  const reading = readings[index];
  if (reading?.age === undefined || reading.ageIntervals === undefined) return [];
  const { age, ageIntervals, votes, votesIntervals, minorProbability, score } = reading;
  const own = reading.attractiveness;
  const attractiveness = own === undefined ? null : scale === null ? own : scale(own);
  return [
    {
      file: reading.file,
      label: labelOf(row),
      age,
      ageIntervals,
      attractiveness,
      score,
      minorProbability,
      votes,
      votesIntervals,
    },
  ];
});
const rated = rows.flatMap(({ attractiveness, votesIntervals, ...row }) =>
  typeof row.label.attractiveness === 'number' && attractiveness !== null && votesIntervals !== undefined
    ? [{ ...row, attractiveness, votesIntervals }]
    : [],
);
const age = ageFigures(/** @type {import('./metrics.mjs').AgeRow[]} */ (rows));
const attractiveness =
  rated.length === 0
    ? null
    : attractivenessFigures(
        rated.map((row) => ({
          estimate: row.attractiveness,
          truth: Number(row.label.attractiveness),
          ...(row.votes === undefined ? {} : { votes: row.votes }),
          votesIntervals: row.votesIntervals,
          trueVotes: votesOf(row.label),
        })),
        scale !== null,
      );
const report = {
  set: set.name,
  split: options.split,
  images: measurable.length,
  detected: rows.length,
  ...(age === null ? {} : { age }),
  ...(attractiveness === null ? {} : { attractiveness }),
  timing: {
    backend: options.backend,
    medianMilliseconds: median(readings.flatMap(({ milliseconds }) => milliseconds ?? [])),
  },
  model: { name: card.name, version: card.version, weights: card.files['weights.bin'].sha256 },
  minors: minorsFigures(rows, card),
  unread: readings
    .filter((reading) => reading.problem !== undefined)
    .map(({ file, problem }) => ({ file, problem })),
  impossible,
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

/** @param {string} what @param {readonly { file?: string | undefined, problem?: string | undefined }[]} problems */
function listProblems(what, problems) {
  if (problems.length > 0) console.log(`  ${problems.length} ${what}:`);
  for (const { file, problem } of problems.slice(0, 20)) console.log(`    ${file}: ${problem}`);
}

/** @param {string} what @param {Record<string, number>} coverage */
function showCoverage(what, coverage) {
  const parts = ['50', '80', '95'].flatMap((share) =>
    coverage[share] === undefined ? [] : [`${share} %: ${show(coverage[share], 3)}`],
  );
  if (parts.length > 0) console.log(`  intervals hold ${what}: ${parts.join(', ')}`);
}

console.log(`${report.set} ${report.split}: faces found in ${report.detected} of ${report.images} pictures`);
listProblems('pictures could not be read', report.unread);
listProblems('labels cannot be true and were left out', report.impossible);
if (age !== null) {
  console.log(
    `  age: MAE ${show(age.mae)}, median error ${show(age.median)}, within 5 years ${show(age.within5, 3)}, ` +
      `group accuracy ${show(age.groupAccuracy, 3)}`,
  );
  if (age.maeNaturalMix !== null) {
    console.log(`  MAE re-weighted to UTKFace's natural mix of ages: ${show(age.maeNaturalMix)}`);
  }
  showCoverage('the age', age.coverage);
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
  showCoverage('the votes', attractiveness.voteCoverage);
}
const { under16, from21to30 } = report.minors;
if (under16 !== null && from21to30 !== null) {
  console.log(
    `  attractiveness withheld: ${show(under16.withheld * 100, 1)} % of faces under 16, ` +
      `${show(from21to30.withheld * 100, 1)} % of adults of 21 to 30`,
  );
}
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report)}\n`);
