/**
 * What this project reads of Playwright's JSON report.
 * @typedef {{id: string, title: string, file: string, line: number, tests: readonly {status: string}[]}} Spec
 * @typedef {{title: string, specs: readonly Spec[], suites?: readonly Suite[]}} Suite
 * @typedef {{suites: readonly Suite[], errors: readonly unknown[]}} Report
 */

/** @typedef {{id: string, name: string, place: string, passed: boolean}} Outcome `place` is the file with its line */

/** @typedef {{passed: number, failed: number, onlyAlone: readonly string[]}} Settled */

/** Every test of a report. One that was left out after another's failure has not passed. @param {Report} report @returns {Outcome[]} */
export function outcomesOf({ suites }) {
  return suites.flatMap((suite) => outcomesIn(suite, []));
}

/** @param {Suite} suite @param {readonly string[]} above @returns {Outcome[]} */
function outcomesIn({ title, specs, suites = [] }, above) {
  const titles = [...above, title];
  const own = specs.map(({ id, file, line, title: name, tests }) => ({
    id,
    name: [...titles, name].join(' › '),
    place: `${file}:${line}`,
    passed: tests.length > 0 && tests.every(({ status }) => status === 'expected'),
  }));
  return [...own, ...suites.flatMap((suite) => outcomesIn(suite, titles))];
}

/** @param {Report} report @returns {{passed: number, failed: number}} */
export function countOf(report) {
  const outcomes = outcomesOf(report);
  const passed = outcomes.filter((outcome) => outcome.passed).length;
  // An error outside of all tests, a file that cannot be loaded for example, is a failure that no second run mends.
  return { passed, failed: outcomes.length - passed + report.errors.length };
}

/** The places of the tests that have not passed, each once: tests of a loop share a line. @param {Report} report */
export function placesOfFailed(report) {
  const failed = outcomesOf(report).filter(({ passed }) => !passed);
  return [...new Set(failed.map(({ place }) => place))];
}

/**
 * The result of a run whose failed tests ran a second time by themselves. Only a test that passed then counts as passed; one that
 * is missing in the second report has failed.
 * @param {Report} first
 * @param {Report} second
 * @returns {Settled}
 */
export function settle(first, second) {
  const passedAgain = new Set(
    outcomesOf(second)
      .filter(({ passed }) => passed)
      .map(({ id }) => id),
  );
  const { passed, failed } = countOf(first);
  const onlyAlone = outcomesOf(first)
    .filter((outcome) => !outcome.passed && passedAgain.has(outcome.id))
    .map(({ name }) => name);
  return { passed: passed + onlyAlone.length, failed: failed - onlyAlone.length, onlyAlone };
}
