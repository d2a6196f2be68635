import path from 'node:path';
import { mean } from 'd3-array';
import { findSetFolders, readFaceSet, spread } from '../face-set.mjs';
import { withLab } from '../lab-page.mjs';

/** @typedef {import('../page/quality-reach.ts').Damage} Damage */
/** @typedef {import('../page/quality-reach.ts').DamagedReading} DamagedReading */
/** @typedef {{ low: number, high: number }} LabelledAge the age itself twice, or the ends of its group */

/** @param {Exclude<Damage['kind'], 'none'>} kind @param {readonly number[]} amounts @returns {Damage[]} */
const degrees = (kind, amounts) => amounts.map((amount) => ({ kind, amount }));

/** @type {readonly Damage[]} */
const DAMAGES = [
  { kind: 'none' },
  ...degrees('eye-distance', [33, 24, 16, 12, 10, 8, 6, 4]),
  ...degrees('blur', [2, 4, 6, 8, 10, 14, 20, 30]),
  ...degrees('light', [60, 40, 30, 25, 20, 15, 10, 6, 4, 2]),
  // These take no real detail away: the estimate should stay where it is.
  ...degrees('sharpen', [150, 300]),
  ...degrees('light', [75, 130]),
  ...degrees('contrast', [70, 130]),
  ...degrees('ground', [255, 8]),
  ...degrees('cast', [115, 87]),
  ...degrees('noise', [6]),
  ...degrees('turn', [30, 60, 90, 120, 135, 180, 225, 270]),
];
const YAWS = [0, 10, 20, 30, 40, 50, 90];
const BRIGHTNESSES = [0, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.25, 0.3, 0.4, 1];
const HEAD = '| pictures | MAE | in the 80 % interval | sharpness | brightness | withheld |';

/**
 * Prints a line for each degree of each damage, and one for each range of yaw.
 * @param {{ data: string, set: string, split: string, count: number, damages: string[] | undefined, model: 'default' | 'open' }} options
 */
export async function measureQuality({ data, set: name, split, count, damages, model }) {
  const set = readFaceSet(findSetFolders(path.resolve(data), name)[0] ?? '');
  const rows = set.rows.filter((row) => row.split === split && (row.age || row.age_low));
  /** @type {Map<string, LabelledAge>} */
  const ages = new Map(
    spread(rows, count).map((row) => [
      row.file ?? '',
      { low: Number(row.age || row.age_low), high: Number(row.age || row.age_high) },
    ]),
  );
  const kinds = ['none', ...(damages ?? DAMAGES.map(({ kind }) => kind))];
  await withLab({ pictures: set.folder }, async ({ openPage }) => {
    const page = await openPage();
    console.log(
      `${set.name} ${split}, ${ages.size} pictures; sharpness and brightness: 5 %, median, 95 %\n\n` +
        `| damage ${HEAD} mean change | mean size of the change |\n|---|---|---|---|---|---|---|---|---|`,
    );
    /** @type {DamagedReading[]} */
    let whole = [];
    /** @type {DamagedReading[]} */
    const inLight = [];
    /** @type {string[]} */
    const rolls = [];
    for (const damage of DAMAGES.filter(({ kind }) => kinds.includes(kind))) {
      const readings = await page.evaluate(
        ([files, given, weights]) => globalThis.lab.qualityReach.readDamaged(files, given, weights),
        /** @type {const} */ ([[...ages.keys()], damage, model]),
      );
      if (damage.kind === 'none') whole = readings;
      if (['none', 'light'].includes(damage.kind)) inLight.push(...readings);
      const degree = 'amount' in damage ? ` ${damage.amount}` : '';
      const cells = [figures(readings, ages), ...changes(readings, whole)].join(' | ');
      console.log(`| ${damage.kind}${degree} | ${cells} |`);
      if (damage.kind === 'turn')
        rolls.push(`| ${damage.amount} | ${rollFigures(readings, whole, damage.amount)} |`);
    }
    if (rolls.length > 0)
      console.log(`\n| turn | found | roll within 10 degrees |\n|---|---|---|\n${rolls.join('\n')}`);
    printYaws(whole, ages);
    if (kinds.includes('light')) printBrightnesses(inLight, whole, ages);
  });
}

/** A line for each range of brightness, of all pictures in every light. @param {readonly DamagedReading[]} readings @param {readonly DamagedReading[]} whole @param {ReadonlyMap<string, LabelledAge>} ages */
function printBrightnesses(readings, whole, ages) {
  console.log(
    `\n| brightness ${HEAD} mean change | mean size of the change |\n|---|---|---|---|---|---|---|---|---|`,
  );
  BRIGHTNESSES.slice(1).forEach((end, index) => {
    const begin = BRIGHTNESSES[index] ?? 0;
    const lit = readings.filter(({ quality: { brightness } }) => brightness >= begin && brightness < end);
    if (lit.length === 0) return;
    console.log(`| ${begin} to ${end} | ${[figures(lit, ages), ...changes(lit, whole)].join(' | ')} |`);
  });
}

/** @param {readonly DamagedReading[]} readings @param {ReadonlyMap<string, LabelledAge>} ages */
function printYaws(readings, ages) {
  console.log(`\n| yaw ${HEAD}\n|---|---|---|---|---|---|---|`);
  YAWS.slice(1).forEach((end, index) => {
    const begin = YAWS[index] ?? 0;
    const turned = readings.filter(({ quality }) => {
      const yaw = Math.abs(quality.yaw);
      return yaw >= begin && yaw < end;
    });
    if (turned.length > 0) console.log(`| ${begin} to ${end} degrees | ${figures(turned, ages)} |`);
  });
}

/**
 * How far the estimates moved from those of the undamaged pictures: the mean, and the mean of the size, in years.
 * @param {readonly DamagedReading[]} readings
 * @param {readonly DamagedReading[]} undamaged
 */
function changes(readings, undamaged) {
  const before = new Map(undamaged.map(({ file, age }) => [file, age]));
  const moved = readings.flatMap(({ file, age }) => {
    const from = before.get(file);
    return from === undefined ? [] : [age - from];
  });
  return [mean(moved), mean(moved.map(Math.abs))].map((years) => (years ?? Number.NaN).toFixed(2));
}

/**
 * How many of the faces are found in the turned pictures, and how many of those with the roll that they have there.
 * @param {readonly DamagedReading[]} turned
 * @param {readonly DamagedReading[]} whole
 * @param {number} degrees
 */
function rollFigures(turned, whole, degrees) {
  const before = new Map(whole.map(({ file, quality }) => [file, quality.roll]));
  const right = turned.filter(({ file, quality }) => {
    const away = quality.roll - (before.get(file) ?? Number.NaN) - degrees;
    return Math.abs(away - 360 * Math.round(away / 360)) < 10;
  });
  const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)} %`;
  return `${percent(turned.length / whole.length)} | ${percent(right.length / turned.length)}`;
}

/** The cells of a line. @param {readonly DamagedReading[]} readings @param {ReadonlyMap<string, LabelledAge>} ages */
function figures(readings, ages) {
  const ageOf = (/** @type {string} */ file) => ages.get(file) ?? { low: Number.NaN, high: Number.NaN };
  const errors = readings.map(({ file, age }) => Math.max(0, ageOf(file).low - age, age - ageOf(file).high));
  const covered = readings.filter(
    ({ file, ageInterval80: [low, high] }) => ageOf(file).high >= low && ageOf(file).low <= high,
  );
  const withheld = readings.filter(({ quality }) => !quality.usable);
  return [
    readings.length,
    (mean(errors) ?? Number.NaN).toFixed(2),
    `${Math.round((100 * covered.length) / readings.length)} %`,
    range(readings.map(({ quality }) => quality.sharpness)),
    range(readings.map(({ quality }) => quality.brightness)),
    `${((100 * withheld.length) / readings.length).toFixed(1)} %`,
  ].join(' | ');
}

/** 5 %, median and 95 %. @param {readonly number[]} values */
function range(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.05, 0.5, 0.95]
    .map((share) => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(3))
    .join(' / ');
}
