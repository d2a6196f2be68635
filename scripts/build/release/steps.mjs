/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} command as in .github/workflows/release.yml, from the project's folder
 * @property {boolean} [acceptsDry] `--dry` makes the step report what it would change outside of this machine, or what would stop it
 */

/** The steps of a release in their order. The workflow and `npm run release:dry` run these commands. @type {readonly Step[]} */
export const STEPS = [
  { name: 'Check the version', command: 'node scripts/build/release/check-version.mjs', acceptsDry: true },
  { name: 'Test', command: 'npm test' },
  { name: 'Build', command: 'npm run build' },
  { name: 'Build twice and compare', command: 'npm run verify:build' },
  { name: 'Write the notes', command: 'node scripts/build/release/write-notes.mjs' },
  { name: 'Collect the files', command: 'node scripts/build/release/collect-files.mjs' },
  { name: 'Create the release', command: 'node scripts/build/release/create-release.mjs', acceptsDry: true },
  { name: 'Publish', command: 'node scripts/build/release/publish.mjs', acceptsDry: true },
];
