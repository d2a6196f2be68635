import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { create, ts } from '@custom-elements-manifest/analyzer/index.js';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import { projectFolder } from '../../run-command.mjs';

/**
 * @typedef {{name: string, kind?: string, privacy?: string, static?: boolean, inheritedFrom?: unknown, description?: string, default?: string, type?: {text: string}, attribute?: string, fieldName?: string}} Entry
 * @typedef {{kind: string, name: string, customElement?: boolean, members?: Entry[], attributes?: Entry[], events?: Entry[], slots?: Entry[], cssParts?: Entry[], cssProperties?: Entry[]}} Declaration
 * @typedef {{schemaVersion: string, modules: {kind: string, path: string, declarations: Declaration[]}[]}} Manifest
 */

/** What a page does not call: the element's own life cycle. */
const LIFE_CYCLE = /^(connected|disconnected|adopted|attributeChanged)Callback$/;

/**
 * The custom-elements manifest of `<face-curve>`, from its docstrings: one module, the packed one.
 * Through the analyzer's functions, since its command writes into package.json.
 * @returns {Promise<Manifest>}
 */
export async function elementManifest() {
  const folder = path.join(projectFolder, 'src', 'element');
  const files = (await readdir(folder)).filter((file) => /(?<!\.test|\.d)\.ts$/.test(file)).toSorted();
  const modules = await Promise.all(
    files.map(async (file) => {
      const source = await readFile(path.join(folder, file), 'utf8');
      return ts.createSourceFile(file, source, ts.ScriptTarget.ES2015, true);
    }),
  );
  /** @type {Manifest} */
  const manifest = create({ modules, plugins: litPlugin(), context: { dev: false } });
  const declarations = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ customElement }) => customElement)
    .map((element) => ({
      ...element,
      members: (element.members ?? []).filter(isPublic),
      attributes: (element.attributes ?? []).filter(isAttribute),
    }));
  if (declarations.length !== 1)
    throw new Error(`${declarations.length} elements in src/element/, expected one.`);
  const module = { kind: 'javascript-module', path: 'esm/element.js', declarations };
  return { schemaVersion: manifest.schemaVersion, modules: [module] };
}

/** @param {Entry} member */
function isPublic({ name, privacy, static: isStatic }) {
  return (privacy === undefined || privacy === 'public') && !isStatic && !LIFE_CYCLE.test(name);
}

/** The analyzer also lists Lit's internal state, by its property's name; an attribute has no capitals. @param {Entry} entry */
function isAttribute({ name }) {
  return name === name.toLowerCase();
}
