import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ON_PROCESSOR } from '../../scripts/graphics-card.mjs';
import { projectFolder } from '../../scripts/run-command.mjs';
import { withLab } from '../lab-page.mjs';
import { progressBar } from '../progress-bar.mjs';
import { soak } from './soak.mjs';

/**
 * Runs the soak, prints its tables and writes them as JSON.
 * @param {{ frames: number, cycle: number, backend: string, detector: string, json?: string }} options
 * @returns {Promise<number>} exit code, 1 where something grew
 */
export async function runSoak({ frames, cycle, backend, detector, json }) {
  return withLab({ browserArgs: ON_PROCESSOR }, async ({ browser, openPage }) => {
    const bar = progressBar('soak', frames);
    const result = await soak(await openPage(), {
      backend: /** @type {import('../../src/types.ts').BackendChoice} */ (backend),
      detector: /** @type {import('../../src/types.ts').DetectorChoice} */ (detector),
      frames,
      cycle,
      onFrames: (done) => bar.update(done),
    });
    printResult(result);
    if (json !== undefined) {
      const { version } = JSON.parse(await readFile(path.join(projectFolder, 'package.json'), 'utf8'));
      const report = { version, chromium: browser.version(), ...result };
      await writeFile(json, `${JSON.stringify(report, null, 1)}\n`);
    }
    return result.grew.length === 0 ? 0 : 1;
  });
}

/** @param {Awaited<ReturnType<typeof soak>>} result */
function printResult({ counts, faults, figures, grew, info, seconds }) {
  console.log(
    '\n| what happened | times | recovered | told as | median until frames again, ms | longest, ms |',
  );
  console.log('|---|---|---|---|---|---|');
  for (const { fault, happened, recovered, told, median, longest } of faults) {
    const times = [median, longest].map(Math.round).join(' | ');
    console.log(`| ${fault} | ${happened} | ${recovered} | ${told} | ${times} |`);
  }
  console.log(
    '\n| frames | workers | tensors | page heap, MB | worker heap, MB | worker buffers, MB | all processes, MB |',
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const each of figures) {
    const sizes = [each.pageHeap, each.workerHeap, each.workerBuffers, each.processes].map(megabytes);
    console.log(`| ${each.frames} | ${each.workers} | ${each.tensors} | ${sizes.join(' | ')} |`);
  }
  const byFaces = Object.entries(counts.framesByFaces).map(([number, times]) => `${number}: ${times}`);
  console.log(
    `\n${counts.frames} frames in ${Math.round(seconds)} s on ${info.backend}, faces by ${info.detector.name}; frames by faces found: ${byFaces.join(', ')}`,
  );
  console.log(grew.length === 0 ? 'all flat' : `grew: ${grew.join(', ')}`);
}

/** @param {number | null} bytes */
function megabytes(bytes) {
  return bytes === null ? '' : (bytes / 1e6).toFixed(1);
}
