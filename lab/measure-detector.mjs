// Measures down to which size faces are found in frames of 640 x 480 to 4K, by the search for video and for photos.
// usage: npm run measure:detector -- --data DIR [--set NAME] [--split val] [--pictures 24]
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { findSetFolders, readFaceSet } from './face-set.mjs';
import { buildLab, openLab } from './lab-page.mjs';
import { servePictures } from './picture-server.mjs';

const FRAMES = [
  [640, 480],
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
];
const SIZES = [20, 30, 40, 60, 80, 120, 160, 240, 320, 480];

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    set: { type: 'string' },
    split: { type: 'string', default: 'val' },
    pictures: { type: 'string', default: '24' },
  },
});
if (options.data === undefined) {
  console.error('usage: npm run measure:detector -- --data DIR [--set NAME] [--split val] [--pictures 24]');
  process.exit(2);
}
const set = readFaceSet(findSetFolders(resolve(options.data), options.set)[0] ?? '');
const rows = set.rows.filter((row) => row.split === options.split);
const every = Math.max(1, Math.floor(rows.length / Number(options.pictures)));
const files = rows.filter((_, index) => index % every === 0).map((row) => row.file ?? '');

const { site, executablePath, args } = await buildLab();
const server = await servePictures({ site, pictures: set.folder });
const browser = await chromium.launch({ executablePath, args });
const page = await openLab(browser, server.address);
console.log(
  `Share of faces found, ${set.name} ${options.split}, ${files.length} pictures; box height in pixels\n`,
);
console.log(
  `| frame | search | ${SIZES.join(' | ')} | ms a frame |\n|---|---|${SIZES.map(() => '---|').join('')}---|`,
);
for (const [width = 0, height = 0] of FRAMES) {
  for (const effort of /** @type {const} */ (['video', 'photo'])) {
    const shares = [];
    let milliseconds = 0;
    for (const size of SIZES.filter((each) => each <= height)) {
      const reach = await page.evaluate(
        ([names, frame]) => globalThis.lab.detectorReach.reach(names, frame),
        /** @type {const} */ ([files, { width, height, size, effort }]),
      );
      shares.push(`${Math.round((100 * reach.found) / reach.of)} %`);
      milliseconds = Math.max(milliseconds, reach.milliseconds);
    }
    const search = effort;
    const empty = SIZES.slice(shares.length).map(() => '-');
    console.log(
      `| ${width} x ${height} | ${search} | ${[...shares, ...empty].join(' | ')} | ${milliseconds.toFixed(0)} |`,
    );
  }
}
await browser.close();
server.close();
