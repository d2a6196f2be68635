/**
 * First step of a release: the tag names the version of package.json, the changelog describes it, and npm can prove where the
 * package comes from. With `--dry` a problem is printed and does not end the run.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';
import { changelogPart } from './changelog.mjs';
import { isDry, projectManifest } from './release-folder.mjs';
import { versionProblems } from './version-problems.mjs';

const project = await projectManifest();
const changelog = await readFile(path.join(projectFolder, 'CHANGELOG.md'), 'utf8');
const problems = versionProblems({
  tag: process.env.GITHUB_REF_NAME ?? `v${project.version}`,
  project,
  part: changelogPart(changelog, project.version),
});
for (const problem of problems) console.error(`${isDry ? 'would stop the release' : 'error'}: ${problem}`);
if (problems.length === 0) console.log(`${project.name} ${project.version} is ready`);
process.exit(problems.length === 0 || isDry ? 0 : 1);
