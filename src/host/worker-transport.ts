import { FaceCurveError } from '../errors.ts';
import { Link, type LinkEvents } from './link.ts';
import type { Response } from './protocol.ts';
import { version } from './version.ts';
import { startWorker } from './worker-script.ts';

/** Milliseconds between pings to a worker that has not answered yet, and how many pings may stay unanswered. */
const PING_PERIOD = 10_000;
const MOST_UNANSWERED = 9;

/**
 * Starts a worker and links to it once its script has run.
 * @param assets their base address
 * @throws FaceCurveError `worker-lost` where it cannot be started, `asset-hash-mismatch` where it is of another version
 */
export function linkToWorker(assets: string, events: LinkEvents): Promise<Link> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => {
      reject(
        new FaceCurveError('worker-lost', `The worker could not be started: ${reasonOf(cause)}`, {
          remedy: 'Check the network, then call again.',
          cause,
        }),
      );
    };
    let worker: Worker;
    try {
      worker = startWorker(assets);
    } catch (cause) {
      fail(cause);
      return;
    }
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      fail(event.message || 'its script could not be loaded.');
    };
    // The first message says that the script has run: `ready`.
    worker.onmessage = ({ data }: MessageEvent<Response>) => {
      if (data.type !== 'ready' || data.version !== version) {
        worker.terminate();
        reject(otherVersion());
      } else resolve(linkTo(worker, events, data.lock));
    };
  });
}

/** A copy of the package that was made for an older version may still lie where `assets` points. */
function otherVersion(): FaceCurveError {
  return new FaceCurveError('asset-hash-mismatch', `The worker is not of version ${version}.`, {
    remedy: 'Copy the package to the site again.',
  });
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** @param lock see `ready` in the protocol */
function linkTo(worker: Worker, events: LinkEvents, lock: string | null): Link {
  const ended = new AbortController();
  let unanswered = 0;
  const timer = setInterval(() => {
    if (!link.isWaiting) return;
    if (unanswered++ < MOST_UNANSWERED) worker.postMessage({ type: 'ping' });
    else lose('It does not answer.');
  }, PING_PERIOD);
  const link = new Link(
    {
      post: (request, transfer) => worker.postMessage(request, transfer),
      end: () => {
        clearInterval(timer);
        ended.abort();
        worker.terminate();
      },
    },
    events,
  );
  const lose = (reason: string) =>
    link.lose(
      new FaceCurveError('worker-lost', `The worker was lost. ${reason}`, {
        remedy: 'Call again; a new worker is started by itself.',
      }),
    );
  worker.onmessage = ({ data }: MessageEvent<Response>) => {
    unanswered = 0;
    link.receive(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    lose(event.message);
  };
  if (lock !== null) {
    navigator.locks
      .request(lock, { signal: ended.signal }, () => lose('It was ended.'))
      .catch(() => undefined);
  }
  return link;
}
