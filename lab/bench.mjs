// Measures facecurve next to other libraries: one Chromium, the same pictures, one contender after another.
import { readOptions } from '../scripts/command-line.mjs';
import { CONTENDER_NAMES } from './bench/contenders.mjs';
import { runBench } from './bench/run-bench.mjs';

const BACKENDS = ['wasm', 'wasm-threads', 'webgl', 'webgpu'];

const options = readOptions(
  'npm run bench -- [--backends wasm,wasm-threads,webgl,webgpu] [--contenders facecurve,human,…] [--repeat 15] [--frames 300] [--seconds 30]\n' +
    '         [--data DIR --set utkface --split val --pictures 300] [--json FILE] [--docs] [--gpu]\n' +
    '--fastest: the fastest look in place of the median, of video the fastest 50 frames: for a machine that does other work\n' +
    '--docs: writes the tables of docs/bench.md and docs/bench.svg\n' +
    '--gpu: a graphics card under headless Chromium',
  {
    backends: { type: 'string', default: 'wasm,webgl,webgpu' },
    contenders: { type: 'string', default: CONTENDER_NAMES.join() },
    repeat: { type: 'string', default: '15' },
    frames: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '30' },
    data: { type: 'string' },
    set: { type: 'string' },
    split: { type: 'string', default: 'val' },
    pictures: { type: 'string', default: '300' },
    json: { type: 'string' },
    docs: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
    fastest: { type: 'boolean', default: false },
  },
  ({ backends, contenders }) =>
    backends.split(',').every((name) => BACKENDS.includes(name)) &&
    contenders.split(',').every((name) => CONTENDER_NAMES.some((known) => known === name)),
);
await runBench({
  ...options,
  backends: options.backends.split(','),
  contenders: CONTENDER_NAMES.filter((name) => options.contenders.split(',').includes(name)),
  limits: {
    rounds: Number(options.repeat),
    frames: Number(options.frames),
    seconds: Number(options.seconds),
    isFastest: options.fastest,
  },
  pictures: Number(options.pictures),
});
