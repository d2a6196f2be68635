import { Host } from './host.ts';
import type { Request, Response } from './protocol.ts';

/** A worker's own postMessage; the page's, which the DOM types describe, takes a target origin. */
const send = (self as unknown as { postMessage(message: Response): void }).postMessage.bind(self);

const host = new Host('worker', send);

export function receive({ data }: MessageEvent<Request>): void {
  host.receive(data);
}

/** A worker that is ended says nothing, but the browser takes its locks from it: the page waits for this one. */
async function sayReady(): Promise<void> {
  if (navigator.locks === undefined) {
    send({ type: 'ready', lock: null });
    return;
  }
  const lock = `facecurve-${crypto.randomUUID()}`;
  await navigator.locks.request(lock, () => {
    send({ type: 'ready', lock });
    return new Promise(() => undefined);
  });
}

// Where locks are forbidden (a sandboxed frame) it works without.
sayReady().catch(() => send({ type: 'ready', lock: null }));
