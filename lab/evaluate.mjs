// Runs the shipped pipeline in Chromium over a labelled set and prints its figures.
import { readOptions } from '../scripts/command-line.mjs';
import { evaluate } from './evaluate/evaluate.mjs';

const { data, set, ...options } = readOptions(
  'npm run evaluate -- --data DIR --set NAME [--split test] [--json FILE] [--backend wasm] [--model open] [--pages 2]\n' +
    '--json: FILE gets the figures and one row for each face',
  {
    data: { type: 'string' },
    set: { type: 'string' },
    split: { type: 'string', default: 'test' },
    json: { type: 'string' },
    backend: { type: 'string', default: 'wasm' },
    model: { type: 'string', default: 'default' },
    pages: { type: 'string', default: '2' },
  },
  (given) => given.data !== undefined && given.set !== undefined && ['default', 'open'].includes(given.model),
);
process.exitCode = await evaluate({ ...options, data: data ?? '', set: set ?? '' });
