/**
 * Splits the findings of `npm audit --json` into shipped packages and others.
 * @param {string} output
 * @param {ReadonlySet<string>} shipped names of packages
 * @returns {{shipped: string[], others: string[]} | null} one line a package; null where the registry gave no answer
 */
export function judgeAudit(output, shipped) {
  const start = output.indexOf('{');
  const end = output.lastIndexOf('}');
  if (start < 0 || end < start) return null;
  /** @type {{vulnerabilities?: Record<string, {severity: string, range: string}>}} */
  let report;
  try {
    report = JSON.parse(output.slice(start, end + 1));
  } catch {
    return null;
  }
  if (report.vulnerabilities === undefined) return null;
  const entries = Object.entries(report.vulnerabilities);
  const lines = (/** @type {boolean} */ isShipped) =>
    entries
      .filter(([name]) => shipped.has(name) === isShipped)
      .map(([name, { severity, range }]) => `${name} ${range}: ${severity}`);
  return { shipped: lines(true), others: lines(false) };
}
