/**
 * Says what stops a version from being released, one sentence each.
 * @param {object} state
 * @param {string} state.tag
 * @param {{version: string, repository?: unknown}} state.project package.json
 * @param {{date: string | undefined, text: string} | undefined} state.part the version's part of the changelog
 * @returns {string[]}
 */
export function versionProblems({ tag, project: { version, repository }, part }) {
  const problems = [];
  if (tag !== `v${version}`) problems.push(`the tag is ${tag}, but package.json has the version ${version}.`);
  if (part === undefined) problems.push(`CHANGELOG.md has no part "## [${version}]".`);
  else if (part.date === undefined) problems.push(`the part [${version}] of CHANGELOG.md has no date.`);
  else if (part.text === '') problems.push(`the part [${version}] of CHANGELOG.md is empty.`);
  if (repository === undefined)
    problems.push('package.json has no "repository", which npm compares with the workflow for provenance.');
  return problems;
}
