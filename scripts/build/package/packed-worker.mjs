/**
 * Stands in the package for src/host/worker-address.ts. Vite and webpack find a worker by the form `new Worker(new URL(…))`
 * alone, and may change both arguments (webpack starts a classic worker). The page may want the address through its
 * Trusted Types policy first, so for this one line `Worker` is a class that keeps what it is given.
 * @returns {{address: string, options: WorkerOptions}}
 */
export function workerAddress() {
  let kept = { address: '', options: {} };
  const browsers = globalThis.Worker;
  // @ts-expect-error a stand-in, not a whole Worker
  globalThis.Worker = class {
    /** @param {URL} address @param {WorkerOptions} options */
    constructor(address, options) {
      kept = { address: address.href, options };
    }
  };
  try {
    new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  } finally {
    globalThis.Worker = browsers;
  }
  return kept;
}
