import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { max, quantile, sum } from 'd3-array';
import { ON_CARD, ON_PROCESSOR_SOONER } from '../../scripts/graphics-card.mjs';
import { findSetFolders, readFaceSet, spread } from '../face-set.mjs';
import { withLab } from '../lab-page.mjs';
import { progressBar } from '../progress-bar.mjs';

/** @typedef {import('../page/detector-parity.ts').ViewComparison} ViewComparison */
/** @typedef {import('../page/detector-parity.ts').FaceDifference} FaceDifference */
/** @typedef {import('../../src/types.ts').BackendName} BackendName */

/**
 * @typedef {object} DetectorOptions
 * @property {string} data
 * @property {string | undefined} set
 * @property {string} split
 * @property {string[]} backends
 * @property {number} count pictures
 * @property {boolean} gpu
 * @property {string} [json]
 * @property {string} [resume] file that keeps what is compared, so that a run that was stopped goes on there
 */

/** Pictures that a page compares in one call, and that stand on one photo. */
const BATCH = 16;
/** A face that one detector alone finds must be as near as this to the least score. */
const NEAR_THRESHOLD = 0.005;
const LEAST_SCORE = 0.5;
/** Of 99.9 % of the faces: of the keypoints in pixels of the view, of the age in years. */
const ALLOWED = { keypoints: 0.05, years: 0.05 };

/** Limits the comparison of ages on software GPUs, where the network takes a second for a face: kinds of views, and how many batches are skipped. */
const AGES_ON_SOFTWARE = {
  kinds: /** @type {import('../page/detector-parity.ts').ViewKind[]} */ (['close-up']),
  oneBatchIn: 4,
};

/**
 * Gives both detectors the same views of pictures, and prints how far they are apart.
 * @param {DetectorOptions} options
 * @returns {Promise<number>} exit code, 1 where they are too far apart
 */
export async function compareDetectors(options) {
  const set = readFaceSet(findSetFolders(path.resolve(options.data), options.set)[0] ?? '');
  const rows = set.rows.filter((row) => row.split === options.split);
  const files = spread(rows, options.count).map((row) => `/pictures/${encodeURI(row.file ?? '')}`);
  const lab = { pictures: set.folder, browserArgs: options.gpu ? ON_CARD : ON_PROCESSOR_SOONER };
  /** @type {Record<string, ReturnType<typeof figuresOf>>} */
  const report = {};
  let isWithin = true;
  for (const backend of options.backends) {
    const title = `${set.name} ${options.split}, ${files.length} pictures, ${backend}`;
    const comparisons = await compareAll(lab, backend, files, await keptIn(options.resume, title));
    const figures = figuresOf(comparisons);
    report[backend] = figures;
    print(title, figures);
    isWithin &&= isNear(figures.all);
  }
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (!isWithin) console.error('Too far apart: see `ALLOWED` in lab/parity/compare-detectors.mjs.');
  return isWithin ? 0 : 1;
}

/** What a run has compared so far, a list for each batch of pictures. @typedef {{ batches: ViewComparison[][], save: () => Promise<void> }} Kept */

/** What an earlier run of the same title kept in a file. @param {string | undefined} file @param {string} title @returns {Promise<Kept>} */
async function keptIn(file, title) {
  if (file === undefined) return { batches: [], save: async () => {} };
  const runs = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  runs[title] ??= [];
  return { batches: runs[title], save: () => writeFile(file, JSON.stringify(runs)) };
}

/**
 * Compares all pictures. Where a browser ends, as it does now and then while the processor computes its GPU, another one goes on.
 * @param {import('../lab-page.mjs').LabOptions} lab
 * @param {string} backend
 * @param {readonly string[]} files
 * @param {Kept} kept
 */
async function compareAll(lab, backend, files, kept) {
  const bar = progressBar(backend, files.length);
  while (kept.batches.length * BATCH < files.length) {
    const before = kept.batches.length;
    try {
      await withLab(lab, async ({ openPage }) => compareOn(await openPage(), backend, files, kept, bar));
    } catch (error) {
      if (kept.batches.length === before) throw error;
      console.error(`After ${kept.batches.length * BATCH} pictures a new browser goes on: ${error}`);
    }
  }
  return kept.batches.flat();
}

/**
 * @param {import('playwright').Page} page
 * @param {string} backend
 * @param {readonly string[]} files
 * @param {Kept} kept
 * @param {ReturnType<typeof progressBar>} bar
 */
async function compareOn(page, backend, files, { batches, save }, bar) {
  const { software } = await page.evaluate(
    (name) => globalThis.lab.detectorParity.start(name),
    /** @type {BackendName} */ (backend),
  );
  while (batches.length * BATCH < files.length) {
    const from = batches.length * BATCH;
    const given = {
      addresses: files.slice(from, from + BATCH),
      agesOf: software ? agesOnSoftware(batches.length) : null,
    };
    batches.push(
      await page.evaluate(
        ({ addresses, agesOf }) => globalThis.lab.detectorParity.compare(addresses, agesOf),
        given,
      ),
    );
    await save();
    bar.update(Math.min(files.length, from + BATCH));
  }
}

/** Returns the kinds of views whose ages are compared on a software GPU. @param {number} batch its number */
function agesOnSoftware(batch) {
  return batch % AGES_ON_SOFTWARE.oneBatchIn === 0 ? AGES_ON_SOFTWARE.kinds : [];
}

/** @param {readonly ViewComparison[]} comparisons */
function figuresOf(comparisons) {
  const kinds = [...new Set(comparisons.map(({ kind }) => kind))];
  return {
    kinds: Object.fromEntries(
      kinds.map((kind) => [kind, summary(comparisons.filter((each) => each.kind === kind))]),
    ),
    all: summary(comparisons),
  };
}

/** @param {readonly ViewComparison[]} comparisons */
function summary(comparisons) {
  const pairs = comparisons.flatMap((each) => each.pairs);
  /** @param {(pair: FaceDifference) => number | null} value */
  const spreadOf = (value) => {
    const values = pairs.map(value).filter((each) => each !== null);
    return { compared: values.length, most: quantile(values, 0.999) ?? 0, largest: max(values) ?? 0 };
  };
  const views = sum(comparisons, (each) => each.views);
  return {
    views,
    both: pairs.length,
    onlyMediapipe: comparisons.flatMap((each) => each.onlyMediapipe),
    onlyGraph: comparisons.flatMap((each) => each.onlyGraph),
    score: spreadOf(({ score }) => score),
    box: spreadOf(({ box }) => box),
    keypoints: spreadOf(({ keypoints }) => keypoints),
    years: spreadOf(({ years }) => years),
    milliseconds: {
      mediapipe: sum(comparisons, (each) => each.milliseconds.mediapipe) / views,
      graph: sum(comparisons, (each) => each.milliseconds.graph) / views,
    },
  };
}

/** @param {ReturnType<typeof summary>} all */
function isNear({ onlyMediapipe, onlyGraph, keypoints, years, both }) {
  const alone = [...onlyMediapipe, ...onlyGraph];
  return (
    both > 0 &&
    alone.every((score) => score - LEAST_SCORE <= NEAR_THRESHOLD) &&
    keypoints.most <= ALLOWED.keypoints &&
    years.most <= ALLOWED.years
  );
}

/** @param {string} title @param {ReturnType<typeof figuresOf>} figures */
function print(title, { kinds, all }) {
  console.log(
    `\n${title}: the graph beside MediaPipe; differences as "99.9 % / largest", pixels of the view\n\n` +
      '| view | views | faces of both | of MediaPipe alone | of the graph alone | score | box | keypoints | E(age), years | ms a view: MediaPipe, graph |\n' +
      `|---|${'---|'.repeat(9)}`,
  );
  for (const [kind, figures] of [...Object.entries(kinds), /** @type {const} */ (['all', all])]) {
    const { views, both, onlyMediapipe, onlyGraph, score, box, keypoints, years, milliseconds } = figures;
    const cells = [
      ...[kind, views, both, alone(onlyMediapipe), alone(onlyGraph)],
      ...[score, box, keypoints, years].map(inWords),
      `${milliseconds.mediapipe.toFixed(1)}, ${milliseconds.graph.toFixed(1)}`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

/** @param {readonly number[]} scores */
function alone(scores) {
  return scores.length === 0 ? '0' : `${scores.length} (scores to ${(max(scores) ?? 0).toFixed(4)})`;
}

/** @param {{ compared: number, most: number, largest: number }} spreadOfValues */
function inWords({ compared, most, largest }) {
  return compared === 0 ? '-' : `${most.toPrecision(2)} / ${largest.toPrecision(2)}`;
}
