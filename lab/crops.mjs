// Makes training crops with the shipped detector and alignment, in Chromium.
import { readOptions } from '../scripts/command-line.mjs';
import { makeCrops } from './crops/make-crops.mjs';

const { data, out, set, split, ...numbers } = readOptions(
  'npm run crops -- --data DIR --out DIR [--set NAME] [--split train,val] [--size 96] [--margin 12] [--pages 2]',
  {
    data: { type: 'string' },
    out: { type: 'string' },
    set: { type: 'string' },
    split: { type: 'string' },
    size: { type: 'string', default: '96' },
    margin: { type: 'string', default: '12' },
    pages: { type: 'string', default: '2' },
  },
  (given) => given.data !== undefined && given.out !== undefined,
);
await makeCrops({
  data: data ?? '',
  out: out ?? '',
  set,
  splits: split?.split(','),
  shape: { size: Number(numbers.size), margin: Number(numbers.margin) },
  pages: Number(numbers.pages),
});
