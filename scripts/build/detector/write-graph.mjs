/**
 * Writes models/blazeface/: MediaPipe's short-range face detector as a graph of tfjs, with its card, from the `.tflite` of
 * the package `@mediapipe/face_detection`. Pins the card in models/integrity.json.
 *
 *   node scripts/build/detector/write-graph.mjs
 *
 * The golden vectors stand in the folder before: `python -m facecurve_train.detector_golden` writes them.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectFolder } from '../../run-command.mjs';
import { readTflite } from './read-tflite.mjs';
import { tfjsGraph } from './tfjs-graph.mjs';

const PACKAGE = '@mediapipe/face_detection';
const FILE = 'face_detection_short_range.tflite';
const FOLDER = 'models/blazeface';

/** MediaPipe's constants, from its graph and calculators (`docs/decisions.md`, "The detector's graph"). */
const CONSTANTS = {
  /** Side of a view in pixels. */
  viewSize: 128,
  /** The graph gets each byte of a view as byte * scale + offset. */
  scale: 2 / 255,
  offset: -1,
  /** From this score on a place is a face. */
  leastScore: 0.5,
  /** Boxes that overlap more (intersection over union) are one face. */
  overlap: 0.3,
};

/** @param {Uint8Array} content */
export function checksum(content) {
  return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

/** @param {unknown} value @param {number} [indent] */
function json(value, indent) {
  return Buffer.from(`${JSON.stringify(value, null, indent)}\n`);
}

/**
 * The maps that the graph gives, in the order of MediaPipe's anchors: `anchors` of each of `cells` x `cells` cells.
 * @param {readonly string[]} outputs
 */
function maps(outputs) {
  const named = (/** @type {string} */ name) => {
    if (!outputs.includes(name)) throw new Error(`The graph has no output ${name}.`);
    return name;
  };
  return [
    { cells: 16, anchors: 2, scores: named('classificator_8'), boxes: named('regressor_8') },
    { cells: 8, anchors: 6, scores: named('classificator_16'), boxes: named('regressor_16') },
  ];
}

/** @returns {Promise<Readonly<Record<'model.json' | 'weights.bin' | 'card.json', Uint8Array>>>} */
export async function detectorFiles() {
  const folder = path.join(projectFolder, 'node_modules', PACKAGE);
  const tflite = await readFile(path.join(folder, FILE));
  const { version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const { topology, weights, outputs } = tfjsGraph(readTflite(tflite), 'views');
  const model = json(topology);
  const golden = await readFile(path.join(projectFolder, FOLDER, 'golden.json'));
  const card = {
    name: 'blazeface',
    source: { package: PACKAGE, version, license, file: FILE, ...checksum(tflite) },
    ...CONSTANTS,
    maps: maps(outputs),
    files: {
      'model.json': checksum(model),
      'weights.bin': checksum(weights),
      'golden.json': checksum(golden),
    },
  };
  return { 'model.json': model, 'weights.bin': weights, 'card.json': json(card, 1) };
}

async function writeAll() {
  const files = await detectorFiles();
  for (const [name, content] of Object.entries(files)) {
    await writeFile(path.join(projectFolder, FOLDER, name), content);
    console.log(`${FOLDER}/${name}: ${content.length} bytes`);
  }
  const pins = path.join(projectFolder, 'models/integrity.json');
  const pinned = JSON.parse(await readFile(pins, 'utf8'));
  pinned[`${FOLDER}/card.json`] = checksum(files['card.json']);
  const sorted = Object.fromEntries(Object.entries(pinned).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(pins, json(sorted, 1));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeAll();
