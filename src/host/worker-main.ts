import { Host } from './host.ts';
import type { Request, Response } from './protocol.ts';

/** A worker's own postMessage; the page's, which the DOM types describe, takes a target origin. */
const send = (self as unknown as { postMessage(message: Response): void }).postMessage.bind(self);

const host = new Host('worker', send);

export function receive({ data }: MessageEvent<Request>): void {
  host.receive(data);
}

/** The page's own observer does not see what a worker asks for. */
function tellRequests(list: PerformanceObserverEntryList): void {
  const times = list
    .getEntries()
    .filter(({ name }) => /^(https?|wss?):/.test(name))
    .map(({ startTime }) => performance.timeOrigin + startTime);
  if (times.length > 0) send({ type: 'requested', times });
}

/** That it is ready is the first thing that the page hears. */
function begin(lock: string | null): void {
  send({ type: 'ready', lock });
  new PerformanceObserver(tellRequests).observe({ type: 'resource', buffered: true });
}

/** A worker that is ended says nothing, but the browser takes its locks from it: the page waits for this one. */
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

// Where locks are forbidden (a sandboxed frame) it works without.
sayReady().catch(() => begin(null));
