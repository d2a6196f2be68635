import { expect, test } from 'vitest';
import { updatedTable } from './table.mjs';
import { ways } from './ways.mjs';

const rowOf = (index: number, problems: readonly string[]) => {
  const way = ways[index];
  if (way === undefined) throw new Error('There is no such way.');
  return { way, host: 'worker', bytes: 6_000_000, share: 1.02, problems, versions: ['x 1.0.0'] };
};

test('a run of some ways changes their rows and keeps the others', () => {
  const first = updatedTable('', [rowOf(0, []), rowOf(1, [])], '150.0.1');
  const second = updatedTable(
    `| ${ways[0]?.framework} | another table |\n\n${first}`,
    [rowOf(1, ['there is no curve'])],
    '151.0.1',
  );
  const [, , kept, changed] = second.split('\n');
  expect(first.split('\n')).toHaveLength(4);
  expect(kept).toMatch(/\| works \| worker \| 6\.00 MB, \+2\.0 % \| .*Chromium 150 \|$/);
  expect(changed).toMatch(/\| fails \| .*Chromium 151 \|$/);
});
