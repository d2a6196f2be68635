import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';

const modules = path.join(projectFolder, 'node_modules');

/** The builds of Lit that do not reach for a page when they are imported. */
const BUILDS = new Map([
  ['@lit/reactive-element', path.join(modules, '@lit/reactive-element/node/reactive-element.js')],
  ['lit-html', path.join(modules, 'lit-html/node/lit-html.js')],
]);

/** A DOM for rendering on a server, of which Lit's build takes the two names that may be missing. */
const SERVER_DOM = '@lit-labs/ssr-dom-shim';
const NO_DOM = '\0no-dom';

/** This module would define a global in Node. */
const NEW_GLOBAL = /\w+\.customElements\?\?=\w+;/;

/**
 * Lets the element be imported in Node, where it does nothing: pages that are also rendered on a server import it anywhere.
 * @returns {import('vite').Plugin}
 */
export function importableLit() {
  return {
    name: 'facecurve-importable-lit',
    enforce: 'pre',
    resolveId: (source) => (source === SERVER_DOM ? NO_DOM : BUILDS.get(source)),
    load: (id) =>
      id === NO_DOM ? 'export class HTMLElement {}\nexport const customElements = undefined;' : null,
    transform(code, id) {
      if (id !== BUILDS.get('@lit/reactive-element')) return null;
      if (!NEW_GLOBAL.test(code)) throw new Error('This version of Lit is made otherwise.');
      return code.replace(NEW_GLOBAL, '');
    },
  };
}
