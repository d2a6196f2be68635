import { readdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type UserConfig } from 'vite';
import { pageInOne, parallelImports } from './scripts/build/chunks.mjs';
import { docsPlugin } from './scripts/build/docs/docs-plugin.mjs';
import { graphOperations } from './scripts/build/graph-operations.mjs';
import { importableLit } from './scripts/build/package/importable-lit.mjs';
import { ownPolicy } from './scripts/build/package/own-policy.mjs';
import { packedAddresses } from './scripts/build/package/packed-addresses.mjs';
import { collectModules, releasePlugin } from './scripts/build/package/release-plugin.mjs';
import { IMPORTED_BY_SCRIPT, scriptAddress, scriptTag } from './scripts/build/package/script-tag.mjs';
import { serviceWorkerPlugin } from './scripts/build/pwa/service-worker-plugin.mjs';
import { examplesPlugin } from './scripts/build/site/examples-plugin.mjs';
import { shareTags } from './scripts/build/site/share-tags.mjs';

/** Browsers of 2022 and newer. */
const target = 'es2022';
/**
 * Of those that know `light-dark()`: what it is lowered to for others needs a rule of the page's own, which pages that embed
 * the element do not have. The element's styles bring a fallback.
 */
const embeddedCssTarget = ['chrome123', 'firefox120', 'safari17.5'];

/** Pages by mode of the build, each set in a folder of its own below dist/. */
const PAGES = {
  site: { index: 'index.html' },
  harness: { index: 'index.html', harness: 'e2e/harness/index.html', element: 'e2e/harness/element.html' },
  lab: { lab: 'lab/page/index.html', element: 'lab/page/element.html' },
};

/** The site is the demo with the documentation and an example. The other pages hold parts for tests and measurements. */
function pages(name: keyof typeof PAGES): UserConfig {
  const modules = new Set<string>();
  const ofSite = [
    docsPlugin(),
    examplesPlugin(),
    shareTags(),
    collectModules(modules),
    serviceWorkerPlugin(modules),
    releasePlugin(modules),
  ];
  return {
    base: './',
    plugins: [graphOperations({ keepLoaders: name === 'harness' }), ...(name === 'site' ? ofSite : [])],
    worker: {
      format: 'es',
      plugins: () => [graphOperations(), collectModules(modules), parallelImports()],
      rolldownOptions: { output: { minify: true } },
    },
    server: { headers: { 'Cross-Origin-Opener-Policy': 'same-origin' } },
    build: {
      target,
      outDir: `dist/${name}`,
      assetsDir: 'built',
      emptyOutDir: true,
      chunkSizeWarningLimit: 1500,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: PAGES[name],
        output: { codeSplitting: { groups: name === 'site' ? [pageInOne(/src\/demo\/main\.ts/)] : [] } },
      },
    },
  };
}

/** The modules of the npm package: one folder, since every module finds the worker and the assets from where it is. */
function packageModules(): UserConfig {
  const assets = readdirSync('public/assets', { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => path.extname(name) !== '');
  return {
    plugins: [
      graphOperations(),
      importableLit(),
      ownPolicy(),
      packedAddresses(assets.toSorted()),
      // The other files can become part of a page's own bundle, where early imports of the same modules only make warnings.
      parallelImports(/^worker\.js$/),
    ],
    // tfjs looks for Node by these; webpack leaves half of the question standing, Parcel brings a stand-in for `Buffer`.
    define: { __filename: 'undefined', __dirname: 'undefined', Buffer: 'undefined', process: 'undefined' },
    publicDir: false,
    build: {
      target,
      cssTarget: embeddedCssTarget,
      outDir: 'dist/package/esm',
      emptyOutDir: true,
      lib: {
        entry: { ...IMPORTED_BY_SCRIPT, element: 'src/element/index.ts', worker: 'src/host/worker.ts' },
        formats: ['es'],
      },
      rolldownOptions: {
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          minify: true,
          codeSplitting: {
            groups: [
              { name: 'errors', test: /src\/(errors|assets\/(assets-folder|is-packed))\.ts/, priority: 1 },
              { name: 'asset-addresses', test: /src\/assets\/(asset-|packed-)/ },
            ],
          },
        },
      },
    },
  };
}

/**
 * The worker as one file. Vite 7 and older, and what is built on it, cannot divide a worker unless its user sets a format. Pages
 * without a bundler start the divided worker, whose parts are loaded as they are needed.
 */
function wholeWorker(): UserConfig {
  const modules = packageModules();
  return {
    ...modules,
    build: {
      ...modules.build,
      emptyOutDir: false,
      lib: { entry: { 'worker-whole': 'src/host/worker.ts' }, formats: ['es'] },
      rolldownOptions: {
        output: { entryFileNames: '[name].js', minify: true, codeSplitting: false },
      },
    },
  };
}

/** The one file of the script tag, which imports the modules beside it when they are needed. */
function scriptTagFile(): UserConfig {
  return {
    plugins: [ownPolicy(), scriptTag()],
    publicDir: false,
    build: {
      target,
      cssTarget: embeddedCssTarget,
      outDir: 'dist/package',
      emptyOutDir: false,
      lib: {
        entry: 'src/script.ts',
        formats: ['iife'],
        name: 'facecurveScript',
        fileName: () => 'facecurve.js',
      },
      rolldownOptions: { output: { intro: scriptAddress } },
    },
  };
}

/** `vite build` makes the site, `--mode harness` the tests' pages, `--mode lab` the measuring ones, `--mode package`, `worker` and `script` the npm package. */
export default defineConfig(({ mode }) => {
  if (mode === 'package') return packageModules();
  if (mode === 'worker') return wholeWorker();
  if (mode === 'script') return scriptTagFile();
  return pages(mode === 'harness' || mode === 'lab' ? mode : 'site');
});
