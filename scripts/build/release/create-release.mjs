/** Step of a release: creates the release of the tag with its notes and files. With `--dry` it only prints the command. */
import path from 'node:path';
import { runCommand } from '../../run-command.mjs';
import { isDry, notesFile, projectManifest, releaseFiles, releaseFolder } from './release-folder.mjs';

const project = await projectManifest();
const tag = `v${project.version}`;
const files = Object.values(releaseFiles(project)).map((name) => path.join(releaseFolder, name));
/** @type {[string, ...string[]]} */
const command = [
  'gh',
  'release',
  'create',
  tag,
  '--verify-tag',
  '--title',
  tag,
  '--notes-file',
  notesFile,
  ...files,
];
if (isDry) {
  console.log(`would run: ${command.join(' ')}`);
} else {
  const { code } = await runCommand(command, { limitSeconds: 300, show: true });
  process.exit(code);
}
