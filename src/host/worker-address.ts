import address from './worker.ts?worker&url';

/**
 * The worker's script and how to start it. The package's build replaces this module
 * (scripts/build/package/packed-worker.mjs), since bundlers of pages that install the package find a worker in another way.
 */
export function workerAddress(_assets: string): {
  readonly address: string;
  readonly options: WorkerOptions;
} {
  return { address: new URL(address, import.meta.url).href, options: { type: 'module' } };
}
