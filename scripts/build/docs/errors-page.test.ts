import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const projectFolder = path.resolve(import.meta.dirname, '..', '..', '..');
const errorsSource = readFileSync(path.join(projectFolder, 'src/errors.ts'), 'utf8');
const page = readFileSync(path.join(projectFolder, 'docs/errors.md'), 'utf8');

/** The members of the union `FaceCurveErrorCode`, read from the source: a type leaves nothing behind at run time. */
function codes(): string[] {
  const union = /type FaceCurveErrorCode =(.*?);\n\n/s.exec(errorsSource)?.[1] ?? '';
  return [...union.matchAll(/^ {2}\| '([a-z-]+)'/gm)].flatMap(([, code]) => code ?? []);
}

test('docs/errors.md has one entry per code, and no other', () => {
  const entries = [...page.matchAll(/^### `(.+)`$/gm)].flatMap(([, code]) => code ?? []);
  expect(entries.toSorted()).toEqual(codes().toSorted());
});

test.each(codes())('the entry of %s says when it happens and what to do', (code) => {
  const entry = page.split(`### \`${code}\`\n`)[1]?.split(/^#/m)[0];
  expect(entry).toMatch(/^When: [\s\S]+\nRemedy: [\s\S]+/);
});

test.each(codes())('%s is thrown somewhere', (code) => {
  const sources = readdirSync(path.join(projectFolder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && file !== 'errors.ts')
    .map((file) => readFileSync(path.join(projectFolder, 'src', file), 'utf8'));
  const thrown = code === 'internal' ? [errorsSource, ...sources] : sources;
  expect(thrown.some((source) => source.includes(`'${code}'`))).toBe(true);
});
