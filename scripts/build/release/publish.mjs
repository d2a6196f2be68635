/**
 * Last step of a release: publishes the package to npm, with a signed statement of the commit and the workflow that built it
 * (provenance). With `--dry` npm checks the tarball and sends nothing.
 */
import path from 'node:path';
import { npmCommand, runCommand } from '../../run-command.mjs';
import { isDry, projectManifest, releaseFiles, releaseFolder } from './release-folder.mjs';

const { tarball } = releaseFiles(await projectManifest());
// Only the workflow has the identity that provenance is signed with.
const options = isDry ? ['--dry-run'] : ['--provenance', '--access', 'public'];
/** @type {[string, ...string[]]} */
const command = [...npmCommand(), 'publish', path.join(releaseFolder, tarball), ...options];
const { code } = await runCommand(command, { limitSeconds: 300, show: true });
process.exit(code);
