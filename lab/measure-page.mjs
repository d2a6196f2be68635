// Measures what the built page costs before it is seen, and until it shows a curve (run `npm run build` first).
import { readOptions } from '../scripts/command-line.mjs';
import { measurePageLoad } from './page-load/measure-page-load.mjs';

const options = readOptions(
  'npm run measure:page -- [--table FILE]\n--table: the tables replace what stands below the last heading of a Markdown file',
  { table: { type: 'string' } },
);
await measurePageLoad(options);
