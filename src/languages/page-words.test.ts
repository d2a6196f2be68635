import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { germanPage } from './german/page.ts';

const html = readFileSync(path.resolve(import.meta.dirname, '../../index.html'), 'utf8');

test('every sentence of the table is marked in index.html, and every mark is in the table', () => {
  const marks = [...html.matchAll(/data-words(?:-label|-alt)?="(\w+)"/g)].flatMap(([, name]) => name ?? []);
  expect([...new Set(marks)].toSorted()).toEqual(Object.keys(germanPage).toSorted());
});
