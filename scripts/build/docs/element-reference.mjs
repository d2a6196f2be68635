import { elementManifest } from '../package/element-manifest.mjs';

/** @typedef {import('../package/element-manifest.mjs').Entry} Entry */

/** @param {string | undefined} text in a cell of a table */
const cell = (text = '') => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');

/** @param {string | undefined} text */
const code = (text) => (text ? `\`${cell(text)}\`` : '');

/** @param {Entry} entry */
const named = ({ name, description }) => [code(name), cell(description)];

/**
 * @param {string} heading
 * @param {readonly string[]} columns
 * @param {readonly string[][]} rows
 */
function table(heading, columns, rows) {
  if (rows.length === 0) return '';
  const lines = [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return `## ${heading}\n\n${lines.join('\n')}\n`;
}

/** The reference of `<face-curve>` from its docstrings, as Markdown. */
export async function elementReference() {
  const [element] = (await elementManifest()).modules.flatMap(({ declarations }) => declarations);
  const { members = [], events = [], slots = [], cssParts = [], cssProperties = [] } = element ?? {};
  const properties = members.filter(({ kind }) => kind === 'field');
  const methods = members.filter(({ kind }) => kind === 'method');
  return [
    table(
      'Attributes and properties',
      ['attribute', 'property', 'type', 'what it does'],
      properties.map(({ name, attribute, type, description }) => [
        code(attribute),
        code(name),
        code(type?.text),
        cell(description),
      ]),
    ),
    table('Methods', ['method', 'what it does'], methods.map(named)),
    table('Events', ['event', 'when'], events.map(named)),
    table('Slots', ['slot', 'what it holds'], slots.map(named)),
    table('Parts', ['part', 'what it is'], cssParts.map(named)),
    table('Custom properties', ['property', 'what it sets'], cssProperties.map(named)),
  ].join('\n');
}
