import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectFolder } from '../../run-command.mjs';
import { codeBlocks, examplesOf } from './code-blocks.mjs';

const read = (file: string) => readFileSync(path.join(projectFolder, file), 'utf8');

/** Names that a front door exports. */
function exportedNames(file: string): string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.text)
      : [],
  );
}

/** Names that the examples import. */
function importedNames(): Set<string> {
  const code = examplesOf(read('docs/examples.md')).map(({ code: { content } }) => content);
  const source = ts.createSourceFile('examples.ts', code.join('\n'), ts.ScriptTarget.Latest, true);
  const names = source.statements.flatMap((statement) => {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    return bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
  });
  return new Set(names);
}

test.each(['src/index.ts', 'src/element/index.ts'])('every export of %s has an example', (file) => {
  const exported = exportedNames(file);
  expect(exported.length).toBeGreaterThan(3);
  const imported = importedNames();
  expect(exported.filter((name) => !imported.has(name))).toEqual([]);
});

test('an example is a block of code with the block of its output', () => {
  const page = '## A\n```ts\n1;\n```\ntext\n```text\n1\n```\n## B\n```js name\n2;\n```\n';
  expect(examplesOf(page)).toMatchObject([
    { title: 'A', code: { language: 'ts', content: '1;\n' }, output: { content: '1\n' } },
  ]);
  const [, , last] = codeBlocks(page);
  expect(last).toMatchObject({ language: 'js', name: 'name', content: '2;\n' });
  expect(page.slice(last?.start).startsWith('2;')).toBe(true);
});
