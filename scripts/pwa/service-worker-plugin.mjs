import path from 'node:path';
import { build } from 'vite';
import { precacheEntries } from './precache-entries.mjs';

/**
 * Builds src/pwa/service-worker.ts into the site, with the list of all of the site's files in it. Each build of other content
 * is another service worker, byte for byte: that is how a browser knows of a new version.
 * @returns {import('vite').Plugin}
 */
export function serviceWorkerPlugin() {
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
        await buildServiceWorker(root, folder);
      },
    },
  };
}

/**
 * @param {string} root
 * @param {string} folder the built site, complete but for the service worker
 */
async function buildServiceWorker(root, folder) {
  const entries = await precacheEntries(folder);
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: {
      __PRECACHE_ENTRIES__: JSON.stringify(entries),
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
