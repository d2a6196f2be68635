// Measures down to which size faces are found in frames of 640 x 480 to 4K, by the search for video and for photos.
import { readOptions } from '../scripts/command-line.mjs';
import { measureDetector } from './detector/measure-detector.mjs';

const { data, set, split, pictures } = readOptions(
  'npm run measure:detector -- --data DIR [--set NAME] [--split val] [--pictures 24]',
  {
    data: { type: 'string' },
    set: { type: 'string' },
    split: { type: 'string', default: 'val' },
    pictures: { type: 'string', default: '24' },
  },
  (given) => given.data !== undefined,
);
await measureDetector({ data: data ?? '', set, split, count: Number(pictures) });
