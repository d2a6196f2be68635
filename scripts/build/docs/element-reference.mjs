import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';
import { elementManifest } from '../package/element-manifest.mjs';
import { declaredTypes } from './declared-types.mjs';

/** @typedef {import('../package/element-manifest.mjs').Entry} Entry */
/** @typedef {import('./declared-types.mjs').DeclaredTypes} DeclaredTypes */

/** Maps each event to the type of its `detail`. */
const EVENT_MAP = 'FaceCurveEventMap';

/** The reference stands behind this line of docs/element.md. */
const MARK = '<!-- reference, written by npm run docs:element -->\n';

/**
 * Puts the reference into the page, in place of the one that is there.
 * @param {string} page
 * @param {string} reference
 */
export function withReference(page, reference) {
  const [text, ...rest] = page.split(MARK);
  if (rest.length === 0) throw new Error(`docs/element.md has no line ${MARK}`);
  return `${text}${MARK}\n${reference}`;
}

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
  const lines = [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return `### ${heading}\n\n${rows.length === 0 ? 'None of its own.' : lines.join('\n')}\n`;
}

/**
 * Builds the complete reference of `<face-curve>` as Markdown, from its docstrings, the types of its events and its style
 * sheets.
 */
export async function elementReference() {
  const [manifest, types, defaults] = await Promise.all([
    elementManifest(),
    declaredTypes(),
    styleDefaults(),
  ]);
  const [element] = manifest.modules.flatMap(({ declarations }) => declarations);
  const {
    members = [],
    attributes = [],
    events = [],
    slots = [],
    cssParts = [],
    cssProperties = [],
  } = element ?? {};
  return [
    propertyTable(
      [...members.filter(({ kind }) => kind === 'field'), ...attributesAlone(attributes, members)],
      types,
    ),
    table('Methods', ['method', 'what it does'], members.filter(({ kind }) => kind === 'method').map(named)),
    table(
      'Events',
      ['event', 'type of `detail`', 'when'],
      events.map(({ name, description }) => [code(name), code(detailOf(name, types)), cell(description)]),
    ),
    ...detailTables(types),
    table('Slots', ['slot', 'content'], slots.map(named)),
    table('Parts', ['part', 'what it is'], cssParts.map(named)),
    table(
      'CSS variables',
      ['variable', 'what it sets', 'default'],
      cssProperties.map((property) => [...named(property), code(defaults.get(property.name))]),
    ),
  ].join('\n');
}

/** Attributes without a public property. @param {readonly Entry[]} attributes @param {readonly Entry[]} members */
function attributesAlone(attributes, members) {
  const alone = attributes.filter(({ name }) => members.every(({ attribute }) => attribute !== name));
  return alone.map((entry) => ({ ...entry, attribute: entry.name, name: '' }));
}

/** @param {readonly Entry[]} properties @param {DeclaredTypes} types */
function propertyTable(properties, types) {
  return table(
    'Attributes and properties',
    ['attribute', 'property', 'type', 'default', 'what it does'],
    properties.map(({ name, attribute, type, description, default: value }) => [
      code(attribute),
      code(name),
      code(spelledOut(type?.text ?? '', types)),
      code(value),
      cell(description),
    ]),
  );
}

/** Replaces the name of a union by its members. @param {string} type @param {DeclaredTypes} types @returns {string} */
function spelledOut(type, types) {
  const union = types.unions.get(type);
  return union === undefined ? type : union.replaceAll(/\b[A-Z]\w+\b/g, (name) => spelledOut(name, types));
}

/** @param {string} event @param {DeclaredTypes} types */
function detailOf(event, { interfaces }) {
  const { type = '' } = interfaces.get(EVENT_MAP)?.find(({ name }) => name === event) ?? {};
  return /^CustomEvent<(\w+)>$/.exec(type)?.[1];
}

/** Fields of each event's `detail`. @param {DeclaredTypes} types */
function detailTables(types) {
  const events = types.interfaces.get(EVENT_MAP) ?? [];
  return events.map(({ name }) => {
    const fields = types.interfaces.get(detailOf(name, types) ?? '') ?? [];
    return table(
      `Detail of ${name}`,
      ['field', 'type', 'meaning'],
      fields.map((field) => [code(field.name), code(field.type), cell(field.description)]),
    );
  });
}

/**
 * Reads the defaults of the CSS variables from the element's style sheets: the last fallback of each, which is the one of
 * browsers with `light-dark()`.
 * @returns {Promise<Map<string, string>>}
 */
async function styleDefaults() {
  const folder = path.join(projectFolder, 'src', 'element');
  const files = (await readdir(folder, { recursive: true }))
    .filter((file) => file.endsWith('.css'))
    .toSorted();
  const sheets = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  const fallbacks = sheets
    .join('\n')
    .matchAll(/var\(\s*(--facecurve-[\w-]+),\s*((?:[^()]|\([^()]*\))+?)\s*\)/g);
  return new Map([...fallbacks].map(([, name = '', value = '']) => [name, value.replaceAll(/\s+/g, ' ')]));
}
