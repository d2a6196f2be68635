import path from 'node:path';
import { build } from 'vite';
import { collectModules } from '../package/release-plugin.mjs';
import { onDemandEntries, precacheEntries } from './precache-entries.mjs';

/**
 * Builds src/pwa/service-worker.ts into the site, with a list of all files of the site. Any change of content changes the
 * bytes of the service worker, and by these a browser recognises a new version.
 * @param {Set<string>} modules gets the files that went into it
 * @returns {import('vite').Plugin}
 */
export function serviceWorkerPlugin(modules) {
  let root = '';
  let folder = '';
  return {
    name: 'facecurve-service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      folder = path.resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        await buildServiceWorker({ root, folder, modules });
      },
    },
  };
}

/**
 * @param {object} place
 * @param {string} place.root
 * @param {string} place.folder the built site, complete but for the service worker and the texts of the release
 * @param {Set<string>} place.modules
 */
async function buildServiceWorker({ root, folder, modules }) {
  const entries = await precacheEntries(folder);
  const onDemand = await onDemandEntries(folder);
  await build({
    root,
    configFile: false,
    publicDir: false,
    plugins: [collectModules(modules)],
    logLevel: 'warn',
    define: {
      __PRECACHE_ENTRIES__: JSON.stringify(entries),
      __ON_DEMAND_ENTRIES__: JSON.stringify(onDemand),
      'process.env.NODE_ENV': '"production"',
    },
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: false,
      lib: {
        entry: path.join(root, 'src', 'pwa', 'service-worker.ts'),
        formats: ['iife'],
        name: 'facecurveServiceWorker',
        fileName: () => 'service-worker.js',
      },
      rolldownOptions: { output: { minify: true } },
    },
  });
}
