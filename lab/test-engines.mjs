// Runs the samples, the element and a visit without a network in Firefox and WebKitGTK next to Chromium.
import { readOptions } from '../scripts/command-line.mjs';
import { runEngines } from './engines/run-engines.mjs';

const { built, table } = readOptions(
  'npm run test:engines -- [--built] [--table FILE]\n' +
    '--built: takes dist/ as it is\n' +
    '--table: the tables replace what stands below the last heading of a Markdown file',
  { built: { type: 'boolean', default: false }, table: { type: 'string' } },
);
// A browser that hangs must not keep this process alive.
process.exit(await runEngines({ isBuilt: built, ...(table !== undefined && { table }) }));
