// Measures how far pictures may be shrunk, blurred and darkened, and faces turned, before their age curves go wrong.
import { readOptions } from '../scripts/command-line.mjs';
import { measureQuality } from './quality/measure-quality.mjs';

const { data, set, split, pictures, damage, model } = readOptions(
  'npm run measure:quality -- --data DIR [--set NAME] [--split val] [--pictures 300] [--damage blur,light,sharpen] [--model open]',
  {
    data: { type: 'string' },
    set: { type: 'string', default: 'utkface' },
    split: { type: 'string', default: 'val' },
    pictures: { type: 'string', default: '300' },
    damage: { type: 'string' },
    model: { type: 'string', default: 'default' },
  },
  (given) => given.data !== undefined,
);
await measureQuality({
  data: data ?? '',
  set,
  split,
  count: Number(pictures),
  damages: damage?.split(','),
  model: model === 'open' ? 'open' : 'default',
});
