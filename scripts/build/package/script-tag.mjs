import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';

const languages = path.join(projectFolder, 'src', 'languages');

/**
 * Modules that the script tag's file imports when they are needed: the library, the dots, the maps, and each language besides English. They have
 * names without a hash, since they are entries of the build of the modules.
 * @type {Readonly<Record<string, string>>} path of the source by name below esm/
 */
export const IMPORTED_BY_SCRIPT = {
  index: path.join(projectFolder, 'src', 'index.ts'),
  'quantile-dots': path.join(projectFolder, 'src', 'view', 'quantile-dots.ts'),
  explanation: path.join(projectFolder, 'src', 'view', 'explanation.ts'),
  ...Object.fromEntries(
    readdirSync(languages, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'english')
      .map(({ name }) => [name, path.join(languages, name, 'index.ts')]),
  ),
};

/** Beginning of such an import's address in the built file, until the script fills in its own folder. */
const PREFIX = 'facecurve-script:';
const MODULE_IMPORT = /import\(\s*[`'"]facecurve-script:([^`'"]+)[`'"]\s*\)/g;

/**
 * Finds the modules beside the script. The page may name the folder (`facecurveBase`); a classic script knows its own address, and only
 * while it runs; a bare name (`https://cdn.example/npm/facecurve`) is the package's folder. Where that fails (a redirect, a module),
 * the browser's own base for imports is tried.
 */
export const scriptAddress = `const facecurveScript = document.currentScript?.src;
const facecurveFolder = () => globalThis.facecurveBase !== undefined
  ? new URL(String(globalThis.facecurveBase).replace(/\\/?$/, '/'), document.baseURI).href
  : facecurveScript && facecurveScript.replace(/[?#].*/, '').replace(/\\/[^/]*\\.m?js$|\\/?$/, '/');
const facecurveImport = async (file) => {
  const folder = facecurveFolder();
  try {
    return await import(folder ? new URL(file, folder).href : './' + file);
  } catch (error) {
    if (!folder || globalThis.facecurveBase !== undefined) throw error;
    return import('./' + file).catch(() => { throw error; });
  }
};`;

/**
 * Leaves out of the script tag's file what it imports when it is needed: those imports lead to the modules beside the script.
 * A classic script of another origin without `crossorigin` has no base for imports, so its own address comes first.
 * @returns {import('vite').Plugin}
 */
export function scriptTag() {
  return {
    name: 'facecurve-script-tag',
    enforce: 'pre',
    resolveId(source, importer, { kind }) {
      if (kind !== 'dynamic-import' || importer === undefined) return null;
      const file = path.resolve(path.dirname(importer), source);
      const [name] = Object.entries(IMPORTED_BY_SCRIPT).find(([, module]) => module === file) ?? [];
      if (name === undefined)
        return this.error(`The script tag's file cannot import ${source}: name it in script-tag.mjs.`);
      return { id: `${PREFIX}esm/${name}.js`, external: true };
    },
    renderChunk(code) {
      return code.replaceAll(MODULE_IMPORT, 'facecurveImport("$1")');
    },
  };
}
