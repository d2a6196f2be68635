/**
 * Copies every file that the page fetches at run time into public/assets/, so that the page's own origin serves all of them:
 * MediaPipe's and tfjs' WebAssembly from their npm packages, the detector's model (with metadata added), and our graphs.
 *
 *   node scripts/prepare-assets.mjs         prepare, and check each file against models/integrity.json
 *   node scripts/prepare-assets.mjs --pin   write the checksums of the files as they are now into models/integrity.json
 *                                           (after a deliberate change of a package's version)
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { addMetadata } from './tflite-metadata.mjs';

/** @typedef {{bytes: number, sha256: string}} Checksum */
/** @typedef {{name: string, read: () => Promise<Uint8Array>}} Asset */

const projectFolder = path.resolve(import.meta.dirname, '..');
const targetFolder = path.join(projectFolder, 'public', 'assets');
const modelsFolder = path.join(projectFolder, 'models');
/** The default weights, the open ones, and the detector's graph. */
const networks = ['facecurve', 'facecurve-open', 'blazeface'];
const checksumFile = path.join(modelsFolder, 'integrity.json');
const detectorName = 'models/detector/blaze_face_short_range.tflite';

/** @param {string} file below node_modules */
const fromPackage = (file) => readFile(path.join(projectFolder, 'node_modules', file));

/** @type {readonly Asset[]} */
const packageAssets = [
  ...['vision_wasm_module_internal.js', 'vision_wasm_module_internal.wasm'].map((file) => ({
    name: `mediapipe/${file}`,
    read: () => fromPackage(`@mediapipe/tasks-vision/wasm/${file}`),
  })),
  ...['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'].map((file) => ({
    name: `tfjs/${file}`,
    read: () => fromPackage(`@tensorflow/tfjs-backend-wasm/dist/${file}`),
  })),
  {
    name: detectorName,
    read: async () =>
      addMetadata(await fromPackage('@mediapipe/face_detection/face_detection_short_range.tflite')),
  },
];

/**
 * @param {string} network its folder below models/
 * @returns {Promise<Asset[]>} the network's files that a page fetches
 */
async function networkAssets(network) {
  const folder = path.join(modelsFolder, network);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && /^[^.].*\.(json|bin)$/.test(entry.name));
  if (files.length === 0) {
    console.warn(`models/${network} holds no network yet: the page will say that a file is missing.`);
  }
  return files.map(({ name }) => ({
    name: `models/${network}/${name}`,
    read: () => readFile(path.join(folder, name)),
  }));
}

/**
 * @param {Uint8Array} content
 * @returns {Checksum}
 */
function checksumOf(content) {
  return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

/** @returns {Promise<Record<string, Checksum>>} */
async function readChecksums() {
  const text = await readFile(checksumFile, 'utf8').catch(() => '{}');
  return JSON.parse(text);
}

/**
 * @param {string} name
 * @param {Checksum} actual
 * @param {Checksum | undefined} expected
 */
function verify(name, actual, expected) {
  if (expected?.sha256 === actual.sha256 && expected.bytes === actual.bytes) return;
  const wanted = expected
    ? `${expected.bytes} bytes, SHA-256 ${expected.sha256}`
    : 'an entry, but there is none';
  throw new Error(
    `${name} is not the file this version was built with.\n` +
      `  models/integrity.json wants ${wanted}\n` +
      `  found ${actual.bytes} bytes, SHA-256 ${actual.sha256}\n` +
      '  Restore it with "npm ci"; after a deliberate change run "node scripts/prepare-assets.mjs --pin".',
  );
}

/**
 * Writes a file only if its content differs: a development server reloads the page for every file that is written. The
 * rename prevents a reader from seeing half a file.
 * @param {string} name
 * @param {Uint8Array} content
 * @returns {Promise<boolean>} whether it was written
 */
async function writeIfChanged(name, content) {
  const target = path.join(targetFolder, name);
  const current = await readFile(target).catch(() => undefined);
  if (current?.equals(content)) return false;
  await mkdir(path.dirname(target), { recursive: true });
  const partial = `${target}.${process.pid}.partial`;
  await writeFile(partial, content);
  await rename(partial, target);
  return true;
}

/**
 * Removes files of other versions, which would otherwise be published with the site.
 * @param {ReadonlySet<string>} names
 */
async function removeOthers(names) {
  const entries = await readdir(targetFolder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(targetFolder, file).split(path.sep).join('/');
    if (!names.has(name)) await rm(file, { force: true });
  }
}

/** Writes the current checksums of the packages' files and keeps all other entries (the export pins the network's card). */
async function pin() {
  const checksums = await readChecksums();
  for (const { name, read } of packageAssets) checksums[name] = checksumOf(await read());
  const sorted = Object.fromEntries(Object.entries(checksums).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(checksumFile, `${JSON.stringify(sorted, null, 1)}\n`);
}

/** @returns {Promise<{written: number, total: number}>} */
export async function prepareAssets() {
  const checksums = await readChecksums();
  const ofNetworks = (await Promise.all(networks.map(networkAssets))).flat();
  const assets = [...packageAssets, ...ofNetworks];
  let written = 0;
  for (const { name, read } of assets) {
    const content = await read();
    // The card of a network holds the checksums of the network's other files; the page checks them when it loads them.
    const isPinned = name in checksums || !ofNetworks.some((asset) => asset.name === name);
    if (isPinned) verify(name, checksumOf(content), checksums[name]);
    if (await writeIfChanged(name, content)) written++;
  }
  await removeOthers(new Set(assets.map(({ name }) => name)));
  return { written, total: assets.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--pin')) await pin();
  const { written, total } = await prepareAssets().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
  console.log(`public/assets: ${total} files, ${written} written`);
}
