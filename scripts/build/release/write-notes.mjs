/** Step of a release: writes the version's part of CHANGELOG.md to dist/release/notes.md. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';
import { changelogPart } from './changelog.mjs';
import { notesFile, projectManifest, releaseFolder } from './release-folder.mjs';

const { version } = await projectManifest();
const part = changelogPart(await readFile(path.join(projectFolder, 'CHANGELOG.md'), 'utf8'), version);
if (part === undefined) throw new Error(`CHANGELOG.md has no part "## [${version}]".`);
// The first step that writes into the folder: files of an earlier run must not get into this release.
await rm(releaseFolder, { recursive: true, force: true });
await mkdir(releaseFolder, { recursive: true });
await writeFile(notesFile, `${part.text}\n`);
console.log(`dist/release/notes.md: ${part.text.split('\n').length} lines`);
