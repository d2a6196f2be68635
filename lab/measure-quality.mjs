// Measures how far pictures may be shrunk, blurred and darkened, and faces turned, before their age curves go wrong.
<<<<<<< HEAD
import { readOptions } from '../scripts/command-line.mjs';
import { measureQuality } from './quality/measure-quality.mjs';

const { data, set, split, pictures, damage } = readOptions(
  'npm run measure:quality -- --data DIR [--set NAME] [--split val] [--pictures 300] [--damage blur,light]',
  {
=======
// usage: npm run measure:quality -- --data DIR [--set NAME] [--split val] [--pictures 300] [--damage blur,light,sharpen]
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { findSetFolders, readFaceSet } from './face-set.mjs';
import { buildLab, openLab } from './lab-page.mjs';
import { servePictures } from './picture-server.mjs';

/** @typedef {import('./page/quality-reach.ts').Damage} Damage */
/** @typedef {import('./page/quality-reach.ts').DamagedReading} DamagedReading */

/** @type {readonly Damage[]} */
const DAMAGES = [
  { kind: 'none' },
  .../** @type {const} */ ([33, 24, 16, 12, 10, 8, 6, 4]).map((amount) => ({
    kind: /** @type {const} */ ('eye-distance'),
    amount,
  })),
  .../** @type {const} */ ([2, 4, 6, 8, 10, 14, 20, 30]).map((amount) => ({
    kind: /** @type {const} */ ('blur'),
    amount,
  })),
  .../** @type {const} */ ([60, 40, 25, 15, 10, 6, 4, 2]).map((amount) => ({
    kind: /** @type {const} */ ('light'),
    amount,
  })),
  // These take no real detail away: the estimate should stay where it is.
  { kind: 'sharpen', amount: 150 },
  { kind: 'sharpen', amount: 300 },
  { kind: 'light', amount: 75 },
  { kind: 'light', amount: 130 },
  { kind: 'contrast', amount: 70 },
  { kind: 'contrast', amount: 130 },
  { kind: 'ground', amount: 255 },
  { kind: 'ground', amount: 8 },
  { kind: 'cast', amount: 115 },
  { kind: 'cast', amount: 87 },
  { kind: 'noise', amount: 6 },
];
const YAWS = [0, 10, 20, 30, 40, 50, 90];

const { values: options } = parseArgs({
  options: {
>>>>>>> main
    data: { type: 'string' },
    set: { type: 'string', default: 'utkface' },
    split: { type: 'string', default: 'val' },
    pictures: { type: 'string', default: '300' },
    damage: { type: 'string' },
  },
<<<<<<< HEAD
  (given) => given.data !== undefined,
);
await measureQuality({
  data: data ?? '',
  set,
  split,
  count: Number(pictures),
  damages: damage?.split(','),
=======
});
if (options.data === undefined) {
  console.error(
    'usage: npm run measure:quality -- --data DIR [--set NAME] [--split val] [--pictures 300] [--damage blur,light,sharpen]',
  );
  process.exit(2);
}
const set = readFaceSet(findSetFolders(resolve(options.data), options.set)[0] ?? '');
const rows = set.rows.filter((row) => row.split === options.split && (row.age || row.age_low));
const every = Math.max(1, Math.floor(rows.length / Number(options.pictures)));
const chosen = rows.filter((_, index) => index % every === 0);
/** The true age, or the group that it lies in. */
const ages = new Map(
  chosen.map((row) => [
    row.file ?? '',
    { low: Number(row.age || row.age_low), high: Number(row.age || row.age_high) },
  ]),
);

/** @param {string} file */
const ageOf = (file) => ages.get(file) ?? { low: Number.NaN, high: Number.NaN };

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN;
}

/**
 * How far the estimates moved from those of the undamaged pictures: the mean, and the mean of its size, in years.
 * @param {DamagedReading[]} readings
 * @param {DamagedReading[]} undamaged
 */
function changes(readings, undamaged) {
  const before = new Map(undamaged.map(({ file, age }) => [file, age]));
  const moved = readings.flatMap(({ file, age }) => {
    const from = before.get(file);
    return from === undefined ? [] : [age - from];
  });
  const sum = moved.reduce((total, change) => total + change, 0);
  const sizes = moved.reduce((total, change) => total + Math.abs(change), 0);
  return `${(sum / moved.length).toFixed(2)} | ${(sizes / moved.length).toFixed(2)}`;
}

/** @param {DamagedReading[]} readings */
function figures(readings) {
  const errors = readings.map(({ file, age }) => Math.max(0, ageOf(file).low - age, age - ageOf(file).high));
  const covered = readings.filter(
    ({ file, ageInterval80: [low, high] }) => ageOf(file).high >= low && ageOf(file).low <= high,
  );
  /** @param {(quality: DamagedReading['quality']) => number} of */
  const spread = (of) => {
    const values = readings.map(({ quality }) => of(quality));
    return [0.05, 0.5, 0.95].map((share) => quantile(values, share).toFixed(3)).join(' / ');
  };
  return [
    readings.length,
    (errors.reduce((sum, error) => sum + error, 0) / readings.length).toFixed(2),
    `${Math.round((100 * covered.length) / readings.length)} %`,
    spread(({ sharpness }) => sharpness),
    spread(({ brightness }) => brightness),
    `${((100 * readings.filter(({ quality }) => !quality.usable).length) / readings.length).toFixed(1)} %`,
  ].join(' | ');
}

const { site, executablePath, args } = await buildLab();
const server = await servePictures({ site, pictures: set.folder });
const browser = await chromium.launch({ executablePath, args });
const page = await openLab(browser, server.address);
console.log(
  `${set.name} ${options.split}, ${chosen.length} pictures; sharpness and brightness: 5 %, median, 95 %\n`,
);
const head = '| pictures | MAE | in the 80 % interval | sharpness | brightness | withheld |';
console.log(
  `| damage ${head} mean change | mean size of the change |\n|---|---|---|---|---|---|---|---|---|`,
);
/** @type {DamagedReading[]} */
let whole = [];
const kinds = ['none', ...(options.damage?.split(',') ?? DAMAGES.map(({ kind }) => kind))];
for (const damage of DAMAGES.filter(({ kind }) => kinds.includes(kind))) {
  const readings = await page.evaluate(
    ([files, given]) => globalThis.lab.qualityReach.readDamaged(files, given),
    /** @type {const} */ ([[...ages.keys()], damage]),
  );
  if (damage.kind === 'none') whole = readings;
  const name = `${damage.kind}${'amount' in damage ? ` ${damage.amount}` : ''}`;
  console.log(`| ${name} | ${figures(readings)} | ${changes(readings, whole)} |`);
}
console.log(`\n| yaw ${head}\n|---|---|---|---|---|---|---|`);
YAWS.slice(1).forEach((end, index) => {
  const begin = YAWS[index] ?? 0;
  const turned = whole.filter(({ quality }) => Math.abs(quality.yaw) >= begin && Math.abs(quality.yaw) < end);
  if (turned.length > 0) console.log(`| ${begin} to ${end} degrees | ${figures(turned)} |`);
>>>>>>> main
});
