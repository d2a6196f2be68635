import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';

const LICENCE_FILE = /^(licen[cs]e|notice)(\.(md|txt))?$/i;

/** The line at which Vite's licence ends and the licences of its tools begin. No build contains these tools. */
const TOOLS_OF_BUILDER = '\n# Licenses of bundled dependencies';

/** The parts from which MediaPipe's WebAssembly was compiled, by its own strings; the npm package lists none. */
const IN_MEDIAPIPE = `Compiled into its WebAssembly, by the names of source files in it: MediaPipe, TensorFlow Lite with XNNPACK,
Protocol Buffers, Abseil, OpenCV, ruy, ML Drift, Emscripten's system library. Their terms are in MediaPipe's
repository (github.com/google-ai-edge/mediapipe) and theirs: Apache-2.0, BSD-3-Clause (Protocol Buffers, XNNPACK),
MIT (Emscripten).`;

/**
 * Collects the licences of all third-party parts of a build.
 * @param {readonly import('./shipped-packages.mjs').ShippedPackage[]} packages
 */
export async function thirdPartyNotices(packages) {
  const notices = await Promise.all(packages.map(notice));
  const apache = await readFile(path.join(projectFolder, 'LICENSE'), 'utf8');
  return [
    'What facecurve carries of others, and on what terms. The text of Apache-2.0, for those who bring none, is at the end.\n',
    ...notices,
    heading('Apache License, Version 2.0'),
    apache,
  ].join('\n');
}

/** @param {import('./shipped-packages.mjs').ShippedPackage} shipped */
async function notice({ name, version, license, folder }) {
  const files = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  const own = texts.map((text) => text.split(TOOLS_OF_BUILDER)[0] ?? '');
  const parts = name === '@mediapipe/tasks-vision' ? [IN_MEDIAPIPE] : [];
  if (own.length === 0 && license !== 'Apache-2.0') throw new Error(`${name} brings no text of its licence.`);
  return [heading(`${name} ${version} (${license})`), ...parts, ...own, ''].join('\n');
}

/** @param {string} text */
function heading(text) {
  return `${text}\n${'-'.repeat(text.length)}`;
}

/**
 * Writes LICENCES.md: the terms of the code, and the different terms of the weights.
 * @param {string} code which files are the code
 */
export async function licences(code) {
  const [terms, openTerms] = await Promise.all(
    ['models/MODEL_CARD.md', 'models/facecurve-open/MODEL_CARD.md'].map(termsIn),
  );
  return `# Licences

- **Code** (${code}): Apache-2.0, see LICENSE.md.
- **Detector** (\`assets/models/detector/\`, \`assets/models/blazeface/\`, \`assets/mediapipe/\`) and \`assets/tfjs/\`: Apache-2.0.
- **Weights** (\`assets/models/facecurve/\`, the default, and \`assets/models/facecurve-open/\`, \`model: 'open'\`): bound to
  the terms of the pictures they were learned from, see below.
- What the files carry of others, with the text of each licence: THIRD-PARTY-NOTICES.txt. The same as a list for programs
  (CycloneDX): sbom.json.

## Terms of the default weights
${terms}

## Terms of the open weights
${openTerms}
`;
}

/** @param {string} file a model card below the project */
async function termsIn(file) {
  const card = await readFile(path.join(projectFolder, file), 'utf8');
  const terms = /## Data and terms\n([\s\S]*?)\n## /.exec(card)?.[1];
  if (terms === undefined) throw new Error(`${file} has no "Data and terms".`);
  return terms;
}
