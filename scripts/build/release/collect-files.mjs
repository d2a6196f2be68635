/**
 * Step of a release: puts package, integrity table and bill of materials into dist/release/, with their SHA-256. Each must be the
 * file that `npm run verify:build` built twice.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';
import { projectManifest, releaseFiles, releaseFolder } from './release-folder.mjs';

const files = releaseFiles(await projectManifest());
const sources = /** @type {const} */ ([
  [`dist/${files.tarball}`, files.tarball],
  ['dist/package/integrity.json', files.integrity],
  ['dist/package/sbom.json', files.billOfMaterials],
]);
/** @type {Record<string, string>} */
const verified = JSON.parse(await readFile(path.join(projectFolder, 'dist', 'verified.json'), 'utf8'));

const lines = [];
for (const [source, name] of sources) {
  const content = await readFile(path.join(projectFolder, source));
  const hash = createHash('sha256').update(content).digest('hex');
  if (hash !== verified[source]) {
    throw new Error(
      `${source} is not the file that was built twice. Run npm run build, then npm run verify:build.`,
    );
  }
  await writeFile(path.join(releaseFolder, name), content);
  lines.push(`${hash}  ${name}\n`);
}
await writeFile(path.join(releaseFolder, files.checksums), lines.join(''));
process.stdout.write(lines.join(''));
