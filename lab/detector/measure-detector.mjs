import path from 'node:path';
import { findSetFolders, readFaceSet, spread } from '../face-set.mjs';
import { withLab } from '../lab-page.mjs';

/** Width and height of the frames, pixels. */
const FRAMES = /** @type {const} */ ([
  [640, 480],
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
]);
/** Heights of a face's box, pixels. */
const SIZES = [20, 30, 40, 60, 80, 120, 160, 240, 320, 480];

/**
 * Prints the share of faces that are found, by the size of frame and face.
 * @param {{ data: string, set: string | undefined, split: string, count: number }} options
 */
export async function measureDetector({ data, set: name, split, count }) {
  const set = readFaceSet(findSetFolders(path.resolve(data), name)[0] ?? '');
  const rows = set.rows.filter((row) => row.split === split);
  const files = spread(rows, count).map((row) => row.file ?? '');
  await withLab({ pictures: set.folder }, async ({ openPage }) => {
    const page = await openPage();
    const columns = SIZES.map(() => '---|').join('');
    console.log(
      `Share of faces found, ${set.name} ${split}, ${files.length} pictures; box height in pixels\n\n` +
        `| frame | search | ${SIZES.join(' | ')} | ms a frame |\n|---|---|${columns}---|`,
    );
    for (const frame of FRAMES) {
      for (const effort of /** @type {const} */ (['video', 'photo'])) {
        console.log(await tableRow(page, files, frame, effort));
      }
    }
  });
}

/**
 * @param {import('playwright').Page} page
 * @param {readonly string[]} files
 * @param {readonly [width: number, height: number]} frame
 * @param {import('../../src/detect/index.ts').SearchEffort} effort
 */
async function tableRow(page, files, [width, height], effort) {
  const shares = [];
  let milliseconds = 0;
  for (const size of SIZES.filter((each) => each <= height)) {
    const reach = await page.evaluate(
      ([names, given]) => globalThis.lab.detectorReach.reach(names, given),
      /** @type {const} */ ([files, { width, height, size, effort }]),
    );
    shares.push(`${Math.round((100 * reach.found) / reach.of)} %`);
    milliseconds = Math.max(milliseconds, reach.milliseconds);
  }
  const empty = SIZES.slice(shares.length).map(() => '-');
  return `| ${width} x ${height} | ${effort} | ${[...shares, ...empty].join(' | ')} | ${milliseconds.toFixed(0)} |`;
}
