import { Host } from './host.ts';
import type { Request, Response } from './protocol.ts';
import { version } from './version.ts';

const send = (response: Response) => postMessage(response);

const host = new Host('worker', send);

export function receive({ data }: MessageEvent<Request>): void {
  host.receive(data);
}

/** Reports the worker's requests: the page's own observer does not see them. */
function tellRequests(list: PerformanceObserverEntryList): void {
  const times = list
    .getEntries()
    .filter(({ name }) => /^(https?|wss?):/.test(name))
    .map(({ startTime }) => performance.timeOrigin + startTime);
  if (times.length > 0) send({ type: 'requested', times });
}

/** The page gets `ready` before all other messages. */
function begin(lock: string | null): void {
  send({ type: 'ready', lock, version });
  new PerformanceObserver(tellRequests).observe({ type: 'resource', buffered: true });
}

/** A worker that is ended cannot say so, but the browser takes its locks from it: the page waits for this lock. */
async function sayReady(): Promise<void> {
  if (navigator.locks === undefined) {
    begin(null);
    return;
  }
  const lock = `facecurve-${crypto.randomUUID()}`;
  await navigator.locks.request(lock, () => {
    begin(lock);
    return new Promise(() => undefined);
  });
}

// Where locks are forbidden (a sandboxed frame) the worker works without one.
sayReady().catch(() => begin(null));
