// Installs and builds each example with the packed package, and opens it in Chromium until the curve is there.
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runWays } from './frameworks/run-ways.mjs';
import { ways } from './frameworks/ways.mjs';

const USAGE =
  'npm run test:frameworks -- [NAME ...] [--table FILE] [--folder FOLDER]\n' +
  `NAME: ${ways.map(({ name }) => name).join(', ')}; all of them without a name\n` +
  '--table: updates the rows of the table below the last heading of a Markdown file\n' +
  '--folder: keeps the installed packages; by default a folder below the temporary one';

/** @returns {{ names: readonly string[], table?: string, folder: string }} */
function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { table: { type: 'string' }, folder: { type: 'string' } },
    });
    const unknown = positionals.find((given) => !ways.some(({ name }) => name === given));
    if (unknown !== undefined) throw new Error(`There is no way named ${unknown}.`);
    // Without our name: a warning that tells the path of another package would look like one about ours.
    const folder = path.resolve(values.folder ?? path.join(tmpdir(), 'tried-frameworks'));
    return { names: positionals, folder, ...(values.table !== undefined && { table: values.table }) };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`usage: ${USAGE}`);
    return process.exit(2);
  }
}

// A server or browser that hangs must not keep this process alive.
process.exit(await runWays(readArguments()));
