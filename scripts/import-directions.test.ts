import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const projectFolder = path.resolve(import.meta.dirname, '..');

/** A file, what it imports, and whether the lint rules must let that pass. */
const imports: readonly [file: string, specifier: string, allowed: boolean][] = [
  ['src/assets/load.ts', '../errors.ts', true],
  ['src/assets/load.ts', '../source/index.ts', false],
  ['src/distribution/mean.ts', '../types.ts', true],
  ['src/distribution/mean.ts', '../view/plot.ts', false],
  ['src/align/crop.ts', '../errors.ts', true],
  ['src/align/crop.ts', '../pixels.ts', true],
  ['src/align/crop.ts', '../distribution/index.ts', false],
  ['src/align/crop.ts', '../box.ts', false],
  ['src/source/decode.ts', '../assets/index.ts', true],
  ['src/source/decode.ts', '../pixels.ts', true],
  ['src/source/decode.ts', '../detect/index.ts', false],
  ['src/detect/find.ts', '../assets/index.ts', true],
  ['src/detect/find.ts', '../pixels.ts', true],
  ['src/view/plot.ts', '../pixels.ts', false],
  ['src/detect/find.ts', '@mediapipe/tasks-vision', true],
  ['src/detect/find.ts', '../source/index.ts', true],
  ['src/detect/find.ts', '../box.ts', true],
  ['src/detect/find.ts', '../align/index.ts', false],
  ['src/detect/find.ts', '@tensorflow/tfjs-core', false],
  ['src/infer/run.ts', '../assets/index.ts', true],
  ['src/infer/run.ts', '@tensorflow/tfjs-core', true],
  ['src/infer/run.ts', '../distribution/index.ts', false],
  ['src/track/match.ts', '../distribution/index.ts', true],
  ['src/track/match.ts', '../box.ts', true],
  ['src/track/match.ts', '../detect/index.ts', false],
  ['src/pipeline/read.ts', '../detect/index.ts', true],
  ['src/pipeline/read.ts', '../track/index.ts', true],
  ['src/pipeline/read.ts', '../host/protocol.ts', false],
  ['src/pipeline/read.ts', '../engine/index.ts', false],
  ['src/pipeline/read.ts', '../view/plot.ts', false],
  ['src/pipeline/read.ts', '@tensorflow/tfjs-core', false],
  ['src/host/answer.ts', '../pipeline/index.ts', true],
  ['src/host/answer.ts', '../detect/index.ts', true],
  ['src/host/answer.ts', '../engine/index.ts', false],
  ['src/host/answer.ts', '../view/plot.ts', false],
  ['src/engine/start.ts', '../host/index.ts', true],
  ['src/engine/start.ts', '../detect/index.ts', true],
  ['src/engine/start.ts', '../view/plot.ts', false],
  ['src/engine/start.ts', '../index.ts', false],
  ['src/engine/start.ts', '@tensorflow/tfjs-core', false],
  ['src/engine/deeper/start.ts', '../../demo/main.ts', false],
  ['src/view/plot.ts', '../distribution/index.ts', true],
  ['src/view/plot.ts', 'd3-array', true],
  ['src/view/plot.ts', '../engine/index.ts', false],
  ['src/languages/words.ts', '../distribution/index.ts', true],
  ['src/languages/words.ts', '../view/plot.ts', false],
  ['src/languages/german/words.ts', '../words.ts', true],
  ['src/languages/german/words.ts', '../../types.ts', true],
  ['src/languages/german/words.ts', '../../view/plot.ts', false],
  ['src/distribution/mean.ts', '../languages/index.ts', false],
  ['src/view/plot.ts', '../languages/index.ts', true],
  ['src/view/plot.ts', '../session/index.ts', false],
  ['src/session/session.ts', '../languages/index.ts', true],
  ['src/session/session.ts', '../index.ts', true],
  ['src/session/session.ts', '../view/plot.ts', true],
  ['src/session/session.ts', '../source/load-picture.ts', true],
  ['src/session/session.ts', '../source/index.ts', false],
  ['src/session/session.ts', '../engine/index.ts', false],
  ['src/session/session.ts', '../element/element.ts', false],
  ['src/session/session.ts', '../demo/main.ts', false],
  ['src/element/element.ts', '../session/index.ts', true],
  ['src/element/element.ts', '../engine/index.ts', false],
  ['src/element/element.ts', '../index.ts', true],
  ['src/element/element.ts', '../view/plot.ts', true],
  ['src/element/element.ts', '../demo/main.ts', false],
  ['src/drawing/draw.ts', '../languages/index.ts', true],
  ['src/drawing/draw.ts', '../view/index.ts', true],
  ['src/drawing/draw.ts', '../session/index.ts', false],
  ['src/drawing/draw.ts', '../element/index.ts', false],
  ['src/index.ts', './drawing/index.ts', true],
  ['src/frameworks/react.d.ts', '../element/markup.ts', true],
  ['src/frameworks/react.d.ts', '../index.ts', false],
  ['src/pwa/keep.ts', '../errors.ts', true],
  ['src/pwa/keep.ts', 'workbox-precaching', true],
  ['src/pwa/keep.ts', '../index.ts', false],
  ['src/pwa/keep.ts', '../view/plot.ts', false],
  ['src/pwa/keep.ts', '../demo/main.ts', false],
  ['src/view/plot.ts', 'workbox-precaching', false],
  ['src/demo/main.ts', '../pwa/index.ts', true],
  ['src/demo/main.ts', 'workbox-precaching', false],
  ['src/demo/main.ts', '../index.ts', true],
  ['src/demo/main.ts', '../session/index.ts', true],
  ['src/demo/main.ts', '../view/plot.ts', true],
  ['src/demo/main.ts', '../engine/index.ts', false],
  ['src/demo/main.ts', '../element/element.ts', false],
  ['src/demo/fool/panel.ts', '../plot.ts', true],
  ['src/demo/fool/panel.ts', '../../view/plot.ts', true],
  ['src/demo/fool/panel.ts', '../../pixels.ts', false],
  ['src/demo/fool/panel.ts', '../../engine/index.ts', false],
  ['src/types.ts', './distribution/index.ts', true],
  ['src/types.ts', './engine/index.ts', false],
  ['src/errors.ts', './types.ts', false],
  ['src/index.ts', './engine/index.ts', true],
  ['src/index.ts', './demo/main.ts', false],
  ['src/index.ts', './languages/index.ts', false],
  ['src/index.ts', './session/index.ts', false],
  ['src/index.ts', './view/plot.ts', false],
  ['src/index.ts', './pwa/index.ts', false],
  ['scripts/start.mjs', './run-command.mjs', true],
  ['scripts/start.mjs', './build/verify-build.mjs', false],
  ['scripts/start.mjs', '../lab/crops.mjs', false],
  ['scripts/build/pwa/plugin.mjs', '../../run-command.mjs', true],
  ['scripts/build/pwa/plugin.mjs', '../package/notices.mjs', true],
  ['scripts/build/pwa/plugin.mjs', '../../../lab/face-set.mjs', false],
  ['scripts/build/pwa/plugin.mjs', '../../../e2e/harness/library.ts', false],
  ['lab/crops.mjs', '../scripts/static-server.mjs', true],
  ['lab/crops.mjs', '../scripts/build/verify-build.mjs', false],
  ['lab/page/crops.ts', '../../src/align/index.ts', true],
  ['lab/page/crops.ts', '../../e2e/harness/library.ts', false],
  ['e2e/harness/library.ts', '../../lab/page/plain-face.ts', true],
  ['e2e/soak.spec.ts', '../scripts/static-server.mjs', true],
];

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

let folder: string;
let found: readonly Diagnostic[];

/** Lints a tree of planted files with the project's own rules; each import stands on a line of its own. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'facecurve-imports-'));
  const configuration = JSON.parse(await readFile(path.join(projectFolder, 'biome.json'), 'utf8'));
  configuration.vcs = { enabled: false };
  await writeFile(path.join(folder, 'biome.json'), JSON.stringify(configuration));
  for (const [file, content] of plantedFiles()) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
  }
  found = await lint(folder);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function plantedFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const [file, specifier] of imports) {
    files.set(file, `${files.get(file) ?? ''}export * from '${specifier}';\n`);
  }
  files.set(
    'src/track/first.ts',
    "import { second } from './second.ts';\nexport const first = () => second;\n",
  );
  files.set(
    'src/track/second.ts',
    "import { first } from './first.ts';\nexport const second = () => first;\n",
  );
  return files;
}

async function lint(root: string): Promise<readonly Diagnostic[]> {
  const biome = path.join(projectFolder, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const rules = ['--only=style/noRestrictedImports', '--only=suspicious/noImportCycles'];
  const command = [biome, 'lint', ...rules, '--reporter=json', '--max-diagnostics=none', '.'];
  // Findings make Biome exit with 1; the report is on standard output all the same.
  const report = await promisify(execFile)(process.execPath, command, { cwd: root }).then(
    (result) => result.stdout,
    (failure: { stdout: string }) => failure.stdout,
  );
  return JSON.parse(report).diagnostics;
}

function isReported(file: string, line: number): boolean {
  return found.some(
    ({ category, location }) =>
      category === 'lint/style/noRestrictedImports' && location.path === file && location.start.line === line,
  );
}

test.each(imports)('%s importing %s: allowed is %s', (file, specifier, allowed) => {
  const line = imports.filter(([other]) => other === file).findIndex(([, other]) => other === specifier) + 1;
  expect(isReported(file, line)).toBe(!allowed);
});

test('a cycle of two files is caught', () => {
  // The wrong imports above close cycles too; the pair in track/ has nothing else wrong.
  const cycles = found.filter(({ category }) => category === 'lint/suspicious/noImportCycles');
  const files = cycles.map(({ location }) => location.path).filter((file) => file.startsWith('src/track/'));
  expect(files.toSorted()).toEqual(['src/track/first.ts', 'src/track/second.ts']);
});
