import { ways } from './ways.mjs';

/**
 * A way and what came of it.
 * @typedef {object} Row
 * @property {import('./ways.mjs').Way} way
 * @property {string} host
 * @property {number} bytes
 * @property {number} share of the bytes of the plain page
 * @property {readonly string[]} problems
 * @property {readonly string[]} versions
 */

const HEAD = [
  '| framework | versions | setting | result | where it runs | transferred, compared with the plain page | tested |',
  '|---|---|---|---|---|---|---|',
];

/**
 * Updates a table of Markdown. Rows of ways that did not run stay as they are.
 * @param {string} page that holds the table of an earlier run
 * @param {readonly Row[]} rows
 * @param {string} chromium its version
 */
export function updatedTable(page, rows, chromium) {
  // The page has other tables with the frameworks' names above.
  const earlier = page.slice(page.lastIndexOf(HEAD[0] ?? '')).split('\n');
  const lines = ways.flatMap((way) => {
    const row = rows.find((each) => each.way === way);
    if (row !== undefined) return lineOf(row, chromium);
    return earlier.find((line) => line.startsWith(`| ${way.framework} | `)) ?? [];
  });
  return [...HEAD, ...lines].join('\n');
}

/** @param {Row} row @param {string} chromium */
function lineOf({ way, host, bytes, share, problems, versions }, chromium) {
  const cells = [
    way.framework,
    versions.join(', ') || '-',
    way.files,
    problems.length === 0 ? 'works' : 'fails',
    host || '-',
    bytes === 0 ? '-' : `${(bytes / 1e6).toFixed(2)} MB, ${percent(share)}`,
    `${new Date().toISOString().slice(0, 10)}, Chromium ${chromium.split('.')[0]}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** @param {number} share */
function percent(share) {
  const more = (share - 1) * 100;
  return `${more < 0 ? '-' : '+'}${Math.abs(more).toFixed(1)} %`;
}
