import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Replaces the text below a heading of a Markdown page: by default the last one, which ends the page.
 * @param {string} file
 * @param {string} measured
 * @param {string} [title] of the heading
 */
export function writeMeasured(file, measured, title) {
  const page = readFileSync(file, 'utf8');
  const start = title === undefined ? page.lastIndexOf('\n## ') : page.indexOf(`\n## ${title}\n`);
  if (start < 0) throw new Error(`${file} has no heading ${title ?? 'of the second order'}.`);
  const next = page.indexOf('\n## ', start + 1);
  const [heading] = page.slice(start + 1).split('\n');
  writeFileSync(
    file,
    `${page.slice(0, start)}\n${heading}\n\n${measured}\n${next < 0 ? '' : page.slice(next)}`,
  );
}
