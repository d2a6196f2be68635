/**
 * `npm run build:package`: the npm package in dist/package/, with the script-tag file, and packed as a tarball in dist/.
 * Nothing is published.
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { prepareAssets } from '../../prepare-assets.mjs';
import { npmCommand, projectFolder, runCommand } from '../../run-command.mjs';
import { writeDeclarations } from './declarations.mjs';
import { elementManifest } from './element-manifest.mjs';
import { ELEMENT_MANIFEST, FRAMEWORKS, packageManifest } from './manifest.mjs';
import { json, writeIntegrity, writeLicences } from './release-files.mjs';

const target = path.join(projectFolder, 'dist', 'package');

/** @param {string} name below the package */
const inPackage = (name) => path.join(target, name);

/**
 * Builds a mode of vite.config.ts.
 * @param {string} mode
 * @returns {Promise<string[]>} the paths of the modules that went into it
 */
async function buildModules(mode) {
  const outputs = await build({ root: projectFolder, mode, logLevel: 'warn' });
  return [outputs]
    .flat()
    .flatMap((result) => ('output' in result ? result.output : []))
    .flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
}

/** A module is strict by itself; webpack's minifier takes the detector's loader for a sloppy script unless it is told. */
async function copyAssets() {
  await cp(path.join(projectFolder, 'public', 'assets'), inPackage('assets'), { recursive: true });
  const loader = inPackage('assets/mediapipe/vision_wasm_module_internal.js');
  await writeFile(loader, `'use strict';\n${await readFile(loader, 'utf8')}`);
}

/** The quick start stands first in the package; its neighbours are one folder below. */
async function copyTexts() {
  await mkdir(inPackage('docs'), { recursive: true });
  for (const name of await readdir(path.join(projectFolder, 'docs'))) {
    if (name.endsWith('.md')) await cp(path.join(projectFolder, 'docs', name), inPackage(`docs/${name}`));
  }
  const quickStart = await readFile(path.join(projectFolder, 'docs', 'quick-start.md'), 'utf8');
  await writeFile(
    inPackage('README.md'),
    quickStart.replaceAll(/\]\((?!\w+:|#|\.\.)/g, '](docs/').replaceAll('](../', ']('),
  );
  for (const card of ['models/MODEL_CARD.md', 'models/facecurve-open/MODEL_CARD.md']) {
    await cp(path.join(projectFolder, card), inPackage(card));
  }
}

/** @returns {Promise<string>} the tarball */
async function pack() {
  const command = [...npmCommand(), 'pack', '--json', '--pack-destination', path.dirname(target)];
  const { code, output } = await runCommand(/** @type {[string, ...string[]]} */ (command), {
    limitSeconds: 120,
    folder: target,
  });
  if (code !== 0) throw new Error(`npm pack failed:\n${output}`);
  return /[\w.-]+\.tgz/.exec(output)?.[0] ?? '';
}

await prepareAssets();
await rm(target, { recursive: true, force: true });
const modules = [
  ...(await buildModules('package')),
  ...(await buildModules('worker')),
  ...(await buildModules('script')),
];
const ofFrameworks = FRAMEWORKS.map((name) => `frameworks/${name}`);
await writeDeclarations(['index', 'element/index', 'script', ...ofFrameworks], inPackage('types'));
await copyAssets();
await copyTexts();
await writeLicences(target, { modules, code: '`esm/`, `facecurve.js`, `types/`' });
await writeFile(inPackage('custom-elements.json'), json(await elementManifest()));
const project = JSON.parse(await readFile(path.join(projectFolder, 'package.json'), 'utf8'));
const esm = await readdir(inPackage('esm'));
await writeFile(inPackage('package.json'), json(packageManifest(project, esm.toSorted())));
await mkdir(inPackage('element'));
await writeFile(inPackage('element/package.json'), json(ELEMENT_MANIFEST));
const { 'facecurve.js': script } = await writeIntegrity(target);
const tarball = await pack();
console.log(
  `dist/${tarball}; facecurve.js has integrity="${script}", all files: dist/package/integrity.json`,
);
