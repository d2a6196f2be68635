/**
 * Finds the part of a changelog (in the format of Keep a Changelog) that describes one version.
 * @param {string} changelog
 * @param {string} version
 * @returns {{date: string | undefined, text: string} | undefined}
 */
export function changelogPart(changelog, version) {
  const part = changelog
    .split(/^## /m)
    .slice(1)
    .find((text) => text.startsWith(`[${version}]`));
  if (part === undefined) return undefined;
  const [heading = '', ...lines] = part.split('\n');
  return { date: / - (\d{4}-\d{2}-\d{2})$/.exec(heading)?.[1], text: lines.join('\n').trim() };
}
