import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes worker and assets of the package findable for bundlers: `new Worker(new URL('./worker.js', import.meta.url))` and one
 * `new URL('../assets/…', import.meta.url)` per asset, each a literal in the built modules. Vite would take such literals
 * for files to pack when it builds the package itself, so placeholders stand for them until the chunks are done.
 */
const WORKER = '__FACECURVE_WORKER__';
const ASSETS = '__FACECURVE_ASSETS__';

/** A file under 4 KB would come back as a data: address, which a content security policy refuses to fetch. */
const NO_INLINING = '?no-inline';

/** An import of an address that is known at run time alone; webpack and Vite leave it be when they are told to. */
const RUNTIME_IMPORT = /\bimport\(\s*(?:\/\*[^*]*\*\/\s*)?(?=[^'"`/\s])/g;
const LEFT_AS_IT_IS = 'import(/* webpackIgnore: true *//* @vite-ignore */';

/**
 * @param {readonly string[]} assets names below assets/
 * @returns {import('vite').Plugin}
 */
export function packedAddresses(assets) {
  const entries = assets.map((name) => {
    const file = JSON.stringify(`../assets/${name}${NO_INLINING}`);
    return `${JSON.stringify(name)}:new URL(${file},import.meta.url).href`;
  });
  return {
    name: 'facecurve-packed-addresses',
    enforce: 'pre',
    async load(id) {
      if (id.endsWith('/src/assets/packed-addresses.ts')) return `export const packedAddresses = ${ASSETS};`;
      if (!id.endsWith('/src/host/worker-address.ts')) return null;
      const module = await readFile(path.join(import.meta.dirname, 'packed-worker.mjs'), 'utf8');
      return module.replace("'./worker.js'", WORKER);
    },
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        file.code = file.code
          .replaceAll(WORKER, '"./worker.js"')
          .replaceAll(ASSETS, `{${entries.join(',')}}`)
          .replaceAll(RUNTIME_IMPORT, LEFT_AS_IT_IS);
      }
    },
  };
}
