import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Replaces the text below the last heading of a Markdown page.
 * @param {string} file
 * @param {string} measured
 */
export function writeMeasured(file, measured) {
  const page = readFileSync(file, 'utf8');
  const start = page.lastIndexOf('\n## ');
  if (start < 0) throw new Error(`${file} has no heading of the second order.`);
  const [heading] = page.slice(start + 1).split('\n');
  writeFileSync(file, `${page.slice(0, start)}\n${heading}\n\n${measured}\n`);
}
