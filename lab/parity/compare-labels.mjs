import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder, runCommand } from '../../scripts/run-command.mjs';
import { findSetFolders, readFaceSet, spread } from '../face-set.mjs';
import { findPython } from '../find-python.mjs';
import { withLab } from '../lab-page.mjs';
import { writeMeasured } from '../measured-section.mjs';
import { progressBar } from '../progress-bar.mjs';

/** @typedef {import('../page/label.ts').LabelledPicture} LabelledPicture */
/** @typedef {import('../../src/types.ts').ModelName} ModelName */

/**
 * @typedef {object} LabelOptions
 * @property {string} data folder of the sets
 * @property {string | undefined} set
 * @property {string} split
 * @property {number} count pictures
 * @property {string} model
 * @property {string} [json]
 * @property {string} [table] Markdown page whose section gets the figures
 */

/** Photos of many faces that are made of the pictures: faces of each, and the sides of their cells in turn. */
const GROUP = { faces: 16, sides: [160, 320, 320, 1200] };
/** Heading of the page's section that gets the figures. */
const SECTION = 'The same answer';
/** Pictures of the sets for each such photo. */
const PICTURES_A_GROUP = 32;

const training = path.join(projectFolder, 'training');
const detector = path.join(projectFolder, 'public/assets/models/detector/blaze_face_short_range.tflite');

/**
 * Labels pictures in the page and in Python, once from the page's pixels and once from the file, and prints how far they are apart.
 * @param {LabelOptions} options
 * @returns {Promise<number>} exit code, 1 where they are too far apart
 */
export async function compareLabels(options) {
  const sets = findSetFolders(path.resolve(options.data), options.set).map((folder) => readFaceSet(folder));
  const share = Math.ceil(options.count / sets.length);
  const files = sets.flatMap((set) => {
    const rows = set.rows.filter((row) => row.split === options.split);
    return spread(rows, share)
      .slice(0, share)
      .map((row) => path.join(set.folder, row.file ?? ''));
  });
  const work = await mkdtemp(path.join(tmpdir(), 'facecurve-labels-'));
  try {
    mkdirSync(path.join(work, 'posted'));
    const pictures = await labelInPage(path.resolve(options.data), files, work, options.model);
    const answers = path.join(work, 'answers.json');
    await writeFile(answers, JSON.stringify({ pictures }));
    const section = path.join(work, 'section.md');
    const code = await compareInPython(answers, section, options);
    if (options.table !== undefined)
      writeMeasured(options.table, readFileSync(section, 'utf8').trim(), SECTION);
    return code;
  } finally {
    await rm(work, { recursive: true });
  }
}

/**
 * @param {string} data @param {readonly string[]} files @param {string} work @param {string} model
 * @returns {Promise<(LabelledPicture & { file: string, pixels: string })[]>}
 */
function labelInPage(data, files, work, model) {
  /** @param {string} name */
  const posted = (name) => path.join(work, 'posted', path.basename(name));
  /** @param {string} name @param {Buffer} body */
  const onPost = (name, body) => writeFileSync(posted(name), body);
  const lab = { pictures: data, folders: { '/made/': path.join(work, 'posted') }, onPost };
  return withLab(lab, async ({ openPage }) => {
    const page = await openPage();
    await page.evaluate((name) => globalThis.lab.label.start(name), /** @type {ModelName} */ (model));
    const addressed = files.map((file) => ({
      file,
      address: `/pictures/${encodeURI(path.relative(data, file).split(path.sep).join('/'))}`,
    }));
    const groups = Array.from({ length: Math.floor(files.length / PICTURES_A_GROUP) }, (_, index) => ({
      name: `group-${index}.jpg`,
      side: GROUP.sides[index % GROUP.sides.length] ?? 0,
      addresses: addressed
        .filter((_, at) => at % Math.floor(files.length / PICTURES_A_GROUP) === index)
        .slice(0, GROUP.faces)
        .map(({ address }) => address),
    }));
    for (const { name, side, addresses } of groups) {
      await page.evaluate(
        ([all, cell, to]) => globalThis.lab.label.makeGroup(all, cell, to),
        /** @type {const} */ ([addresses, side, `/posted/${name}`]),
      );
      addressed.push({ file: posted(name), address: `/made/${name}` });
    }
    const bar = progressBar('the page', addressed.length);
    const pictures = [];
    for (const [index, { file, address }] of addressed.entries()) {
      const pixels = `${index}.rgba`;
      const read = await page.evaluate(
        ([from, to]) => globalThis.lab.label.read(from, to),
        /** @type {const} */ ([address, `/posted/${pixels}`]),
      );
      pictures.push({ ...read, file, pixels: posted(pixels) });
      bar.update(index + 1);
    }
    return pictures;
  });
}

/** @param {string} answers @param {string} section file for Markdown @param {LabelOptions} options */
async function compareInPython(answers, section, { model, json }) {
  const folder = path.join(projectFolder, 'models', model === 'open' ? 'facecurve-open' : 'facecurve');
  const program = [
    '-m',
    'facecurve_label.parity',
    answers,
    '--model',
    folder,
    '--detector',
    detector,
    '--section',
    section,
  ];
  const { code } = await runCommand(
    [
      await findPython(['mediapipe', 'onnxruntime']),
      ...program,
      ...(json === undefined ? [] : ['--json', path.resolve(json)]),
    ],
    { limitSeconds: 3600, show: true, folder: training },
  );
  return code;
}
