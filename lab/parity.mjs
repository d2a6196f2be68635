// Compares the built network with PyTorch on real crops, in Chromium, on each backend.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readOptions } from '../scripts/command-line.mjs';
import { compareBackends } from './parity/compare-backends.mjs';

const { crops, ...options } = readOptions(
  'npm run parity -- --crops DIR [--backend wasm,webgl,webgpu] [--count 500] [--model open] [--json FILE] [--gpu]\n' +
    'DIR: parity.json and parity.u8 of `python -m facecurve_train.parity_crops --crops CROPS --out DIR`\n' +
    '--gpu: a graphics card under headless Chromium',
  {
    crops: { type: 'string' },
    backend: { type: 'string', default: 'wasm,webgl,webgpu' },
    count: { type: 'string', default: '500' },
    model: { type: 'string', default: 'default' },
    json: { type: 'string' },
    gpu: { type: 'boolean', default: false },
  },
  (given) =>
    given.crops !== undefined &&
    existsSync(path.join(given.crops, 'parity.json')) &&
    ['default', 'open'].includes(given.model),
);
process.exitCode = await compareBackends({
  ...options,
  crops: path.resolve(crops ?? ''),
  backends: options.backend.split(','),
  count: Number(options.count),
});
