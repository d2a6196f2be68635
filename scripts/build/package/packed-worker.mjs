/**
 * The worker as one file, which bundlers take in whatever format they give workers. A bundler that takes it renames it; one that
 * does not know workers leaves its name, and the file behind.
 */
const WHOLE = /\/worker-whole\.js$/;
/** Without a bundler the worker is started whose parts are loaded as they are needed. */
const PARTS = 'esm/worker.js';

/**
 * Stands in the package for src/host/worker-address.ts. Vite and webpack find a worker by the form `new Worker(new URL(…))`
 * alone, and may change both arguments (webpack starts a classic worker). The page may want the address through its
 * Trusted Types policy first, so for this one line `Worker` is a class that keeps what it is given.
 * @param {string} assets their base address; `packed:` where the page states none
 * @returns {{address: string, options: WorkerOptions}}
 */
export function workerAddress(assets) {
  let kept = { address: '', options: {} };
  const browsers = globalThis.Worker;
  // @ts-expect-error a stand-in, not a whole Worker
  globalThis.Worker = class {
    /** @param {URL | string} address or the bundler's own TrustedScriptURL @param {WorkerOptions} options */
    constructor(address, options) {
      kept = { address: `${address}`, options };
    }
  };
  try {
    new Worker(new URL('./worker-whole.js', import.meta.url), { type: 'module' });
  } finally {
    globalThis.Worker = browsers;
  }
  const address = inPackage(kept.address);
  if (!WHOLE.test(address)) return kept;
  const isLeftBehind = assets !== 'packed:' && !address.endsWith('/esm/worker-whole.js');
  const folder = isLeftBehind ? new URL('..', assets) : new URL('..', address);
  return { ...kept, address: new URL(PARTS, folder).href };
}

/**
 * Vite 7 and older, in development, move the package's modules into a folder of their own and leave worker and assets behind.
 * @param {string} address relative to a module of the package
 * @returns {string} the address of the file that stayed in the package's folder
 */
export function inPackage(address) {
  return address
    .replace(/\/\.vite\/deps[^/]*\/([^?]*).*/, '/facecurve/esm/$1')
    .replace('/.vite/assets/', '/facecurve/assets/');
}
