/** The import of the library as it comes out, before it knows where the script is. */
const LIBRARY = 'facecurve-script:esm/index.js';
const LIBRARY_IMPORT = /import\(\s*[`'"]facecurve-script:([^`'"]+)[`'"]\s*\)/g;

/** Only the classic script itself knows its address, and only while it runs. */
export const scriptAddress = 'const facecurveScript = document.currentScript?.src ?? document.baseURI;';

/**
 * Leaves the library out of the script tag's file: it is imported when it is needed, from the modules beside the script.
 * The address is built from the script's own, since a classic script of another origin without `crossorigin` has no base.
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
      return code.replaceAll(LIBRARY_IMPORT, 'import(new URL("$1", facecurveScript).href)');
    },
  };
}
