/** The import of the library as it comes out, before it knows where the script is. */
const LIBRARY = 'facecurve-script:esm/index.js';
const LIBRARY_IMPORT = /import\(\s*[`'"]facecurve-script:([^`'"]+)[`'"]\s*\)/g;

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
 * Leaves the library out of the script tag's file: it is imported when it is needed, from the modules beside the script.
 * A classic script of another origin without `crossorigin` has no base for imports, so its own address comes first.
 * @returns {import('vite').Plugin}
 */
export function scriptTag() {
  return {
    name: 'facecurve-script-tag',
    enforce: 'pre',
    resolveId(source, importer, { kind }) {
      const isLibrary =
        /(^|\/)index\.ts$/.test(source) && importer !== undefined && kind === 'dynamic-import';
      return isLibrary ? { id: LIBRARY, external: true } : null;
    },
    renderChunk(code) {
      return code.replaceAll(LIBRARY_IMPORT, 'facecurveImport("$1")');
    },
  };
}
