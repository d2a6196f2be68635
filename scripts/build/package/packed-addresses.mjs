import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes worker and assets of the package findable for bundlers: `new Worker(new URL('./worker-whole.js', import.meta.url))` and one
 * `new URL('../assets/…', import.meta.url)` per asset, each a literal in the built modules. Vite would take such literals
 * for files to pack when it builds the package itself, so placeholders stand for them until the chunks are done.
 */
const WORKER = '__FACECURVE_WORKER__';
const ASSETS = '__FACECURVE_ASSETS__';

/** An import of an address that is known at run time alone; webpack and Vite leave it be when they are told to. */
const RUNTIME_IMPORT = /\bimport\(\s*(?:\/\*[^*]*\*\/\s*)?(?=[^'"`/\s])/g;
const LEFT_AS_IT_IS = 'import(/* webpackIgnore: true *//* @vite-ignore */';

/** The addresses, corrected where Vite moved the module in development; see `inPackage` in packed-worker.mjs. */
const ADDRESSES_MODULE = `const inPackage = ([name, address]) => [name, address.replace('/.vite/assets/', '/facecurve/assets/')];
export const packedAddresses = Object.fromEntries(Object.entries(${ASSETS}).map(inPackage));`;

/**
 * @param {readonly string[]} assets names below assets/
 * @returns {import('vite').Plugin}
 */
export function packedAddresses(assets) {
  const entries = assets.map((name) => {
    const file = JSON.stringify(`../assets/${name}`);
    return `${JSON.stringify(name)}:new URL(${file},import.meta.url).href`;
  });
  return {
    name: 'facecurve-packed-addresses',
    enforce: 'pre',
    async load(id) {
      if (id.endsWith('/src/assets/is-packed.ts')) return 'export const isPacked = true;';
      if (id.endsWith('/src/assets/packed-addresses.ts')) {
        return { code: ADDRESSES_MODULE, moduleSideEffects: false };
      }
      if (!id.endsWith('/src/host/worker-address.ts')) return null;
      const module = await readFile(path.join(import.meta.dirname, 'packed-worker.mjs'), 'utf8');
      return module.replace("'./worker-whole.js'", WORKER);
    },
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        file.code = file.code
          .replaceAll(WORKER, '"./worker-whole.js"')
          .replaceAll(ASSETS, `{${entries.join(',')}}`)
          .replaceAll(RUNTIME_IMPORT, LEFT_AS_IT_IS);
      }
    },
  };
}
