import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder, runCommand } from '../../run-command.mjs';
import { publicElement } from './public-element.mjs';

/** Where `tsconfig.package.json` puts the declarations of all sources. */
const emitted = path.join(projectFolder, 'dist', 'types');

/** Declarations of the element for frameworks, which are written by hand. */
const FRAMEWORKS = 'frameworks/';

/** A relative specifier of an import or export, with the extension of a source. */
const SOURCE_SPECIFIER = /(from |import\(|import |module )(['"])(\.{1,2}\/[^'"]+)\.ts\2/g;

/**
 * The declarations that `entries` (below src/, without extension) reach, and no others: the rest names types of packages
 * that a user of facecurve has not installed.
 * @param {readonly string[]} entries
 * @param {string} target
 */
export async function writeDeclarations(entries, target) {
  await rm(emitted, { recursive: true, force: true });
  const compiler = path.join(projectFolder, 'node_modules', 'typescript', 'bin', 'tsc');
  const { code, output } = await runCommand([process.execPath, compiler, '-p', 'tsconfig.package.json'], {
    limitSeconds: 300,
  });
  if (code !== 0) throw new Error(`The declarations could not be made:\n${output}`);
  const waiting = entries.map((entry) => `${entry}.d.ts`);
  const done = new Set();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (done.has(file)) continue;
    done.add(file);
    waiting.push(...(await copyDeclaration(file, target)));
  }
}

/**
 * @param {string} file below both folders
 * @param {string} target
 * @returns {Promise<string[]>} the files it names
 */
async function copyDeclaration(file, target) {
  const folder = file.startsWith(FRAMEWORKS) ? path.join(projectFolder, 'src') : emitted;
  const content = publicElement(await readFile(path.join(folder, file), 'utf8'));
  const named = [...content.matchAll(SOURCE_SPECIFIER)].map(([, , , specifier]) =>
    path.posix.join(path.posix.dirname(file), `${specifier}.d.ts`),
  );
  await mkdir(path.dirname(path.join(target, file)), { recursive: true });
  await writeFile(path.join(target, file), content.replaceAll(SOURCE_SPECIFIER, '$1$2$3.js$2'));
  return named;
}
