import { workerAddress } from './worker-address.ts';

/** Name of the Trusted Types policy, for pages that list the policies they allow. */
const POLICY = 'facecurve';

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): ScriptPolicy;
}

interface ScriptPolicy {
  createScriptURL(address: string): unknown;
}

let policy: ScriptPolicy | undefined;

/** Starts the worker. @param assets their base address @throws the browser's own error where the page's policies forbid workers, or the browser is too old */
export function startWorker(assets: string): Worker {
  const { address, options } = workerAddress(assets);
  if (new URL(address).origin === location.origin) return new Worker(trusted(address), options);
  return startForeignWorker(address);
}

/** Starts a worker from another origin: its script must be of the page's origin, but may import from another one. */
function startForeignWorker(address: string): Worker {
  const script = new Blob([`import ${JSON.stringify(address)};`], { type: 'text/javascript' });
  const blobAddress = URL.createObjectURL(script);
  const worker = new Worker(trusted(blobAddress), { type: 'module' });
  worker.addEventListener('message', () => URL.revokeObjectURL(blobAddress), { once: true });
  return worker;
}

/** The address in the form that a page with Trusted Types requires. The policy accepts only addresses from this file. */
function trusted(address: string): URL {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (factory === undefined) return new URL(address);
  policy ??= factory.createPolicy(POLICY, { createScriptURL: (given) => given });
  return policy.createScriptURL(address) as URL;
}
