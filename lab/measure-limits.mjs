// Measures the time of one face and of one detection, compared with a large matrix product on the same backend.
import { readOptions } from '../scripts/command-line.mjs';
import { measureLimits } from './limits/measure-limits.mjs';

const { backend, rounds, ...options } = readOptions(
  'npm run measure:limits -- [--backend wasm,webgl,webgpu] [--rounds 60] [--gpu] [--table FILE] [--json FILE]\n' +
    '--gpu: a graphics card under headless Chromium, over Vulkan\n' +
    '--table: the tables replace what stands below the last heading of a Markdown file',
  {
    backend: { type: 'string', default: 'wasm,webgl,webgpu' },
    rounds: { type: 'string', default: '60' },
    gpu: { type: 'boolean', default: false },
    table: { type: 'string' },
    json: { type: 'string' },
  },
);
await measureLimits({
  ...options,
  backends: /** @type {import('../src/types.ts').BackendName[]} */ (backend.split(',')),
  rounds: Number(rounds),
});
