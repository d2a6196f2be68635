import type { WorkerRequest } from './messages.ts';

/** Milliseconds: enough to fetch every file of the site again on a slow connection. */
const PATIENCE = 300_000;

/** Asks a service worker. @returns its answer; null if none comes, since an older version may not know the request */
export function askWorker(worker: ServiceWorker, request: WorkerRequest): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), PATIENCE);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      port1.close();
      resolve(data);
    };
    worker.postMessage(request, [port2]);
  });
}
