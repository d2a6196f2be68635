import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';

/** What the release holds, and its notes. */
export const releaseFolder = path.join(projectFolder, 'dist', 'release');

export const notesFile = path.join(releaseFolder, 'notes.md');

/** True if the step must change nothing outside of this machine. */
export const isDry = process.argv.includes('--dry');

/** @returns {Promise<{name: string, version: string, repository?: unknown}>} */
export async function projectManifest() {
  return JSON.parse(await readFile(path.join(projectFolder, 'package.json'), 'utf8'));
}

/** The files that a release carries, by their names in dist/release/. @param {{name: string, version: string}} project */
export function releaseFiles({ name, version }) {
  const stem = `${name}-${version}`;
  return {
    tarball: `${stem}.tgz`,
    integrity: `${stem}.integrity.json`,
    billOfMaterials: `${stem}.sbom.json`,
    checksums: 'SHA256SUMS',
  };
}
