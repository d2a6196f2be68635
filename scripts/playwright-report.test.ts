import { expect, it } from 'vitest';
import { countOf, outcomesOf, placesOfFailed, settle } from './playwright-report.mjs';

/** A report of tests of one file, by name; a loop gives all of them the same line. */
function reportOf(statuses: Readonly<Record<string, string>>, errors: unknown[] = []) {
  const specs = Object.entries(statuses).map(([title, status], index) => ({
    id: `id of ${title}`,
    title,
    file: 'a.spec.ts',
    line: title.startsWith('loop') ? 7 : index + 1,
    tests: [{ status }],
  }));
  const inner = { title: 'group', specs: specs.slice(1) };
  return { suites: [{ title: 'a.spec.ts', specs: specs.slice(0, 1), suites: [inner] }], errors };
}

it('names each test by its groups and says where it stands', () => {
  expect(outcomesOf(reportOf({ one: 'expected', two: 'unexpected' }))).toEqual([
    { id: 'id of one', name: 'a.spec.ts › one', place: 'a.spec.ts:1', passed: true },
    { id: 'id of two', name: 'a.spec.ts › group › two', place: 'a.spec.ts:2', passed: false },
  ]);
});

it('counts a test that was left out, and an error outside of the tests, as failures', () => {
  expect(countOf(reportOf({ one: 'expected', two: 'unexpected', three: 'skipped' }))).toEqual({
    passed: 1,
    failed: 2,
  });
  expect(countOf(reportOf({ one: 'expected' }, ['no such module']))).toEqual({ passed: 1, failed: 1 });
});

it('gives each place of a failure once', () => {
  const report = reportOf({ one: 'expected', loop1: 'unexpected', loop2: 'flaky', last: 'skipped' });
  expect(placesOfFailed(report)).toEqual(['a.spec.ts:7', 'a.spec.ts:4']);
});

it('counts what passed the second time as passed, by name, and nothing else', () => {
  const first = reportOf({ one: 'expected', two: 'unexpected', three: 'unexpected', four: 'unexpected' });
  const second = reportOf({ one: 'expected', two: 'expected', three: 'unexpected' });
  expect(settle(first, second)).toEqual({ passed: 2, failed: 2, onlyAlone: ['a.spec.ts › group › two'] });
});

it('does not let a second run mend an error outside of the tests', () => {
  const first = reportOf({ one: 'expected', two: 'unexpected' }, ['no such module']);
  const second = reportOf({ one: 'expected', two: 'expected' });
  expect(settle(first, second)).toMatchObject({ passed: 2, failed: 1 });
});
