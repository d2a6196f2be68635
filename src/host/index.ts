// The page's side of a host. The host itself is loaded by the worker, or by `linkToPage` when it is needed.
export { Link, type LinkEvents } from './link.ts';
export { linkToPage } from './page-transport.ts';
export { type Request, type StartSettings, unpackEstimate } from './protocol.ts';
export { SecondWorkerLifetime } from './second-worker-lifetime.ts';
export { linkToWorker } from './worker-transport.ts';
