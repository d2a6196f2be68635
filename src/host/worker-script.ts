import { workerAddress } from './worker-address.ts';

/** Name of the Trusted Types policy, for a page that lists those it allows. */
const POLICY = 'facecurve';

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): ScriptPolicy;
}

interface ScriptPolicy {
  createScriptURL(address: string): unknown;
}

let policy: ScriptPolicy | undefined;

/** Starts the worker. @throws whatever the browser says where the page's policies or its age forbid it. */
export function startWorker(): Worker {
  const { address, options } = workerAddress();
  if (new URL(address).origin === location.origin) return new Worker(trusted(address), options);
  return startForeignWorker(address);
}

/** A worker's script must be of the page's origin, but may import from another: for a script tag from another host. */
function startForeignWorker(address: string): Worker {
  const script = new Blob([`import ${JSON.stringify(address)};`], { type: 'text/javascript' });
  const blobAddress = URL.createObjectURL(script);
  const worker = new Worker(trusted(blobAddress), { type: 'module' });
  worker.addEventListener('message', () => URL.revokeObjectURL(blobAddress), { once: true });
  return worker;
}

/** The address as a page that requires Trusted Types wants it; only addresses made here get through the policy. */
function trusted(address: string): URL {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (factory === undefined) return new URL(address);
  policy ??= factory.createPolicy(POLICY, { createScriptURL: (given) => given });
  return policy.createScriptURL(address) as URL;
}
