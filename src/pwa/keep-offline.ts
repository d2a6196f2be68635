import { askWorker } from './ask-worker.ts';
import type { KeepingFailed, KeepingOutcome } from './messages.ts';

/** Whether the page will open without a network; `unavailable` where there are no service workers, or they are refused. */
export type OfflineState = KeepingOutcome | 'unavailable';

export interface KeepOfflineOptions {
  /** Called when another version is complete and waits; `takeOver` makes it the one that runs, by loading the page anew. */
  readonly onNewVersion: (takeOver: () => void) => void;
}

/**
 * Has the service worker keep every file of the site; again, if that failed before. Call it when the page has loaded what it
 * needs itself.
 * @returns how that ended, when it has
 */
export async function keepOffline({ onNewVersion }: KeepOfflineOptions): Promise<OfflineState> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (container === undefined) return 'unavailable';
  const failure = nextFailure(container);
  try {
    const registration = await container.register('./service-worker.js', { updateViaCache: 'none' });
    listenForVersions(registration, onNewVersion);
    const { installing, active } = registration;
    if (installing !== null && active === null) return await Promise.race([installed(installing), failure]);
    if (active === null) return 'kept';
    return ((await askWorker(active, 'mend')) as KeepingOutcome | null) ?? 'kept';
  } catch {
    return 'unavailable';
  }
}

function nextFailure(container: ServiceWorkerContainer): Promise<KeepingOutcome> {
  return new Promise((resolve) => {
    container.addEventListener('message', ({ data }) => {
      const { keepingFailed } = (data ?? {}) as Partial<KeepingFailed>;
      if (keepingFailed !== undefined) resolve(keepingFailed);
    });
    container.startMessages();
  });
}

/** The reason for a failure comes as a message, in the moment before the state changes. */
async function installed(worker: ServiceWorker): Promise<KeepingOutcome> {
  const state = await settledState(worker);
  if (state !== 'redundant') return 'kept';
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return 'unreachable';
}

function settledState(worker: ServiceWorker): Promise<ServiceWorkerState> {
  return new Promise((resolve) => {
    const settle = () => {
      if (worker.state === 'installing') return;
      worker.removeEventListener('statechange', settle);
      resolve(worker.state);
    };
    worker.addEventListener('statechange', settle);
    settle();
  });
}

function listenForVersions(
  registration: ServiceWorkerRegistration,
  onNewVersion: KeepOfflineOptions['onNewVersion'],
): void {
  const offer = (worker: ServiceWorker) => onNewVersion(() => takeOver(worker));
  const follow = async (worker: ServiceWorker) => {
    // With none active this is the first version, which waits for nobody.
    if (registration.active === null) return;
    if ((await settledState(worker)) === 'installed') offer(worker);
  };
  if (registration.waiting !== null && registration.active !== null) offer(registration.waiting);
  if (registration.installing !== null) void follow(registration.installing);
  registration.addEventListener('updatefound', () => {
    if (registration.installing !== null) void follow(registration.installing);
  });
}

function takeOver(worker: ServiceWorker): void {
  const reload = () => {
    if (worker.state === 'activated') location.reload();
  };
  worker.addEventListener('statechange', reload);
  worker.postMessage('take-over');
  // It may have taken over already, in another tab.
  reload();
}
