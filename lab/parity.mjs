// Compares, in Chromium and on each backend: the built network with PyTorch on real crops; with --detector both detectors on
// the same views of real pictures; with --label the page's answers with those of `facecurve_label` in Python.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readOptions } from '../scripts/command-line.mjs';
import { compareBackends } from './parity/compare-backends.mjs';
import { compareDetectors } from './parity/compare-detectors.mjs';
import { compareLabels } from './parity/compare-labels.mjs';

const { crops, detector, label, data, set, split, ...options } = readOptions(
  'npm run parity -- --crops DIR [--backend wasm,webgl,webgpu] [--count 500] [--model open] [--json FILE] [--gpu]\n' +
    'npm run parity -- --detector --data DIR [--set NAME] [--split val] [--backend ...] [--count 1000] [--json FILE] [--resume FILE] [--gpu]\n' +
    'npm run parity -- --label --data DIR [--set NAME] [--split val] [--count 500] [--model open] [--json FILE] [--table FILE]\n' +
    'DIR: parity.json and parity.u8 of `python -m facecurve_train.parity_crops --crops CROPS --out DIR`; a folder of sets\n' +
    '--gpu: a graphics card under headless Chromium; --resume: keeps what is compared, and goes on there in the next run',
  {
    crops: { type: 'string' },
    detector: { type: 'boolean', default: false },
    label: { type: 'boolean', default: false },
    data: { type: 'string' },
    set: { type: 'string' },
    split: { type: 'string', default: 'val' },
    backend: { type: 'string', default: 'wasm,webgl,webgpu' },
    count: { type: 'string' },
    model: { type: 'string', default: 'default' },
    json: { type: 'string' },
    resume: { type: 'string' },
    table: { type: 'string' },
    gpu: { type: 'boolean', default: false },
  },
  (given) =>
    given.detector || given.label
      ? given.data !== undefined
      : given.crops !== undefined &&
        existsSync(path.join(given.crops, 'parity.json')) &&
        ['default', 'open'].includes(given.model),
);
const backends = options.backend.split(',');
const pictures = { data: data ?? '', set, split };
process.exitCode = label
  ? await compareLabels({ ...options, ...pictures, count: Number(options.count ?? 500) })
  : detector
    ? await compareDetectors({ ...options, ...pictures, backends, count: Number(options.count ?? 1000) })
    : await compareBackends({
        ...options,
        backends,
        crops: path.resolve(crops ?? ''),
        count: Number(options.count ?? 500),
      });
