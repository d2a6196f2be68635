// Watches a camera before which faces come and go, in Chromium, while everything fails that can fail. Prints whether
// all went on, and whether tensors, workers and memory stayed as they were.
import { readOptions } from '../scripts/command-line.mjs';
import { runSoak } from './soak/run-soak.mjs';

const options = readOptions(
  'npm run soak -- [--frames 10000] [--cycle 500] [--backend wasm] [--detector mediapipe] [--json FILE]\n' +
    'Every fault happens once in a cycle of at least 50 frames; at least two cycles are compared.',
  {
    frames: { type: 'string', default: '10000' },
    cycle: { type: 'string', default: '500' },
    backend: { type: 'string', default: 'wasm' },
    detector: { type: 'string', default: 'mediapipe' },
    json: { type: 'string' },
  },
  ({ frames, cycle }) => Number(cycle) >= 50 && Number(frames) >= 2 * Number(cycle),
);
process.exitCode = await runSoak({
  ...options,
  frames: Number(options.frames),
  cycle: Number(options.cycle),
});
