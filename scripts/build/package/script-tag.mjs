import path from 'node:path';

/** What the script's file leaves out, as it is imported there, before it knows where the script is. */
const LATER = new Map([
  ['index.ts', 'facecurve-script:esm/index.js'],
  ['quantile-dots.ts', 'facecurve-script:esm/quantile-dots.js'],
]);
const LATER_IMPORT = /import\(\s*[`'"]facecurve-script:([^`'"]+)[`'"]\s*\)/g;

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
 * Leaves the library and the dots out of the script tag's file: they are imported when they are needed, from the modules beside the script.
 * A classic script of another origin without `crossorigin` has no base for imports, so its own address comes first.
 * @returns {import('vite').Plugin}
 */
export function scriptTag() {
  return {
    name: 'facecurve-script-tag',
    enforce: 'pre',
    resolveId(source, importer, { kind }) {
      const later = LATER.get(path.posix.basename(source));
      const isLater = later !== undefined && importer !== undefined && kind === 'dynamic-import';
      return isLater ? { id: later, external: true } : null;
    },
    renderChunk(code) {
      return code.replaceAll(LATER_IMPORT, 'facecurveImport("$1")');
    },
  };
}
