// Watches a camera before which faces come and go, in Chromium, while everything fails that can fail, and prints whether all
// went on and tensors, workers and memory stayed as they were.
// usage: npm run soak -- [--frames 10000] [--cycle 500] [--backend wasm] [--json FILE]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { buildLab, openLab } from './lab-page.mjs';
import { servePictures } from './picture-server.mjs';
import { progressBar } from './progress-bar.mjs';
import { soak } from './soak/soak.mjs';

const { values: options } = parseArgs({
  options: {
    frames: { type: 'string', default: '10000' },
    cycle: { type: 'string', default: '500' },
    backend: { type: 'string', default: 'wasm' },
    json: { type: 'string' },
  },
});
const [frames, cycle] = [Number(options.frames), Number(options.cycle)];
if (!(cycle >= 50 && frames >= 2 * cycle)) {
  console.error(
    'usage: npm run soak -- [--frames 10000] [--cycle 500] [--backend wasm] [--json FILE]\n' +
      'Every fault happens once in a cycle of at least 50 frames; at least two cycles are compared.',
  );
  process.exit(2);
}

const { site, executablePath, args } = await buildLab();
const server = await servePictures({ site });
const browser = await chromium.launch({
  executablePath,
  args: [...args, '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
});
const bar = progressBar('soak', frames);
const result = await soak(await openLab(browser, server.address), {
  backend: /** @type {import('../src/types.ts').BackendChoice} */ (options.backend),
  frames,
  cycle,
  onFrames: (done) => bar.update(done),
});
const chromiumVersion = browser.version();
await browser.close();
server.close();

const megabytes = (/** @type {number | null} */ bytes) => (bytes === null ? '' : (bytes / 1e6).toFixed(1));
console.log(
  '\n| what happened | times | recovered | told as | median until frames again, ms | longest, ms |',
);
console.log('|---|---|---|---|---|---|');
for (const { fault, happened, recovered, told, median, longest } of result.faults) {
  console.log(
    `| ${fault} | ${happened} | ${recovered} | ${told} | ${Math.round(median)} | ${Math.round(longest)} |`,
  );
}
console.log(
  '\n| frames | workers | tensors | page heap, MB | worker heap, MB | worker buffers, MB | all processes, MB |',
);
console.log('|---|---|---|---|---|---|---|');
for (const each of result.figures) {
  const sizes = [each.pageHeap, each.workerHeap, each.workerBuffers, each.processes].map(megabytes);
  console.log(`| ${each.frames} | ${each.workers} | ${each.tensors} | ${sizes.join(' | ')} |`);
}
const { counts, grew, seconds } = result;
const byFaces = Object.entries(counts.framesByFaces).map(([number, times]) => `${number}: ${times}`);
console.log(
  `\n${counts.frames} frames in ${Math.round(seconds)} s on ${result.info.backend}; frames by faces found: ${byFaces.join(', ')}`,
);
console.log(grew.length === 0 ? 'all flat' : `grew: ${grew.join(', ')}`);
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
if (options.json !== undefined) {
  writeFileSync(
    options.json,
    `${JSON.stringify({ version, chromium: chromiumVersion, ...result }, null, 1)}\n`,
  );
}
process.exit(grew.length === 0 ? 0 : 1);
