import address from './worker.ts?worker&url';

/**
 * The worker's script and how it is to be started. The package's build puts another module in place of this one
 * (scripts/build/package/packed-worker.mjs), since the bundlers of those who install it find a worker in another way.
 */
export function workerAddress(): { readonly address: string; readonly options: WorkerOptions } {
  return { address: new URL(address, import.meta.url).href, options: { type: 'module' } };
}
