import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectFolder } from '../../run-command.mjs';
import { changelogPart } from './changelog.mjs';
import { STEPS } from './steps.mjs';
import { versionProblems } from './version-problems.mjs';

const read = (file: string) => readFileSync(path.join(projectFolder, file), 'utf8');

interface WorkflowStep {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly on: { readonly push: { readonly tags: readonly string[] } };
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions?: Readonly<Record<string, string>>; readonly steps: readonly WorkflowStep[] }
    >
  >;
}

const workflow: Workflow = parse(read('.github/workflows/release.yml'));

test('the workflow runs the steps of a release, in their order and by the same commands', () => {
  const run = Object.values(workflow.jobs)
    .flatMap(({ steps }) => steps)
    .filter(({ run: command }) => command !== undefined && command !== 'npm ci');
  expect(run.map(({ name, run: command }) => ({ name, command }))).toEqual(
    STEPS.map(({ name, command }) => ({ name, command })),
  );
});

test('each step is a script that exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
  for (const { command } of STEPS) {
    const [program, ...args] = command.split(' ');
    const script = args.at(-1) ?? '';
    if (program === 'npm') expect(scripts).toHaveProperty([script]);
    else expect(existsSync(path.join(projectFolder, script)), script).toBe(true);
  }
});

test('a tag starts the workflow, and only the job that publishes may write', () => {
  expect(workflow.on.push.tags).toEqual(['v*']);
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(workflow.jobs.build?.permissions).toBeUndefined();
  expect(workflow.jobs.publish?.permissions).toEqual({ contents: 'write', 'id-token': 'write' });
});

test('every workflow is YAML', () => {
  for (const name of ['pages.yml', 'release.yml']) {
    expect(Object.keys(parse(read(`.github/workflows/${name}`)))).toEqual(
      expect.arrayContaining(['name', 'on', 'jobs']),
    );
  }
});

const CHANGELOG =
  '# Changelog\n\n## [Unreleased]\n\n- c\n\n## [1.1.0] - 2026-02-03\n\n### Added\n- b\n\n## [1.0.0]\n\n- a\n';

test('the part of a version ends where the next begins', () => {
  expect(changelogPart(CHANGELOG, '1.1.0')).toEqual({ date: '2026-02-03', text: '### Added\n- b' });
  expect(changelogPart(CHANGELOG, '1.0.0')).toEqual({ date: undefined, text: '- a' });
  expect(changelogPart(CHANGELOG, '1.0')).toBeUndefined();
});

test('what stops a release is named', () => {
  const project = { version: '1.1.0', repository: 'github:owner/name' };
  const part = changelogPart(CHANGELOG, '1.1.0');
  expect(versionProblems({ tag: 'v1.1.0', project, part })).toEqual([]);
  expect(versionProblems({ tag: 'v1.2.0', project, part })).toEqual([expect.stringContaining('v1.2.0')]);
  const problems = versionProblems({ tag: 'v1.0.0', project: { version: '1.0.0' }, part: undefined });
  expect(problems).toEqual([expect.stringContaining('## [1.0.0]'), expect.stringContaining('repository')]);
});

test('this project’s changelog describes its version', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  expect(changelogPart(read('CHANGELOG.md'), version)).toMatchObject({ date: expect.any(String) });
});
