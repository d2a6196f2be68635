// Measures how much memory the browser holds while a page gets through many large photos.
import { readOptions } from '../scripts/command-line.mjs';
import { measureMemory } from './memory/measure-memory.mjs';

const { counts } = readOptions(
  'npm run measure:memory -- [--counts 12,40]',
  { counts: { type: 'string', default: '12,40' } },
  ({ counts }) => /^\d+(,\d+)*$/.test(counts),
);
await measureMemory(counts.split(',').map(Number));
