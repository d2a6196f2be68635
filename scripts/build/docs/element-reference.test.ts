import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../../run-command.mjs';
import { elementManifest } from '../package/element-manifest.mjs';
import { elementReference, withReference } from './element-reference.mjs';

/** Sources that draw the element: its own, and the sources that it shares with the demo. */
const DRAWING = ['element', 'session', 'view'];

const sources = DRAWING.flatMap((folder) =>
  readdirSync(path.join(projectFolder, 'src', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$|\.css$/.test(file))
    .map((file) => readFileSync(path.join(projectFolder, 'src', folder, file), 'utf8')),
).join('\n');

const [element] = (await elementManifest()).modules.flatMap(({ declarations }) => declarations);
const namesOf = (entries: readonly { readonly name: string }[] = []) =>
  entries.map(({ name }) => name).toSorted();
const unique = (names: readonly string[]) => [...new Set(names)].toSorted();

test('every part that is drawn is in the reference, and no other', () => {
  const drawn = [...sources.matchAll(/\bpart(?:=|: )["']([\w -]+)["']/g)].flatMap(([, names = '']) =>
    names.split(' '),
  );
  expect(namesOf(element?.cssParts)).toEqual(unique(drawn));
});

test('every CSS variable that is read is in the reference, and no other', () => {
  const read = [...sources.matchAll(/var\(\s*(--facecurve-[\w-]+)/g)].flatMap(([, name]) => name ?? []);
  expect(namesOf(element?.cssProperties)).toEqual(unique(read));
});

test('every event that is emitted is in the reference, and no other', () => {
  const emitted = [...sources.matchAll(/emit\('([\w-]+)'/g)].flatMap(([, name]) => name ?? []);
  expect(namesOf(element?.events)).toEqual(unique(emitted));
});

test('every slot is in the reference, and no other', () => {
  const slots = [...sources.matchAll(/slot(?:', \{ | )name(?:=|: )["']([\w-]+)["']/g)].flatMap(
    ([, name]) => name ?? [],
  );
  expect(namesOf(element?.slots)).toEqual(unique(slots));
});

test('no row of the reference lacks a description, a type or a default', async () => {
  const reference = await elementReference();
  const rows = reference.split('\n').filter((line) => line.startsWith('| `') || line.startsWith('|  |'));
  expect(rows.length).toBeGreaterThan(50);
  // `lang` alone has no property, `picture` and `words` no attribute; the old name of `curves` has its default.
  const withGaps = rows.filter((row) => /\|\s*\|/.test(row));
  expect(withGaps.map((row) => row.slice(0, 24))).toEqual([
    expect.stringContaining('`picture`'),
    expect.stringContaining('`words`'),
    expect.stringContaining('`attributes`'),
    expect.stringContaining('`lang`'),
  ]);
});

test('docs/element.md holds the reference of these sources: npm run docs:element writes it', async () => {
  const page = readFileSync(path.join(projectFolder, 'docs', 'element.md'), 'utf8');
  expect(page).toBe(withReference(page, await elementReference()));
});

test('types are spelled out', async () => {
  const reference = await elementReference();
  expect(reference).toContain("`'webgpu' \\| 'webgl' \\| 'wasm' \\| 'auto'`");
  expect(reference).toContain('| `--facecurve-radius` | Radius of the corners. | `14px` |');
});
