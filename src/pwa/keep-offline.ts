import { askWorker } from './ask-worker.ts';
import type { KeepingFailed, KeepingOutcome } from './messages.ts';

/** Whether the page will open offline; `unavailable` if service workers do not exist or are refused. */
export type OfflineState = KeepingOutcome | 'unavailable';

export interface KeepOfflineOptions {
  /** Called when a new version is complete and waits; `takeOver` starts it by reloading the page. */
  readonly onNewVersion: (takeOver: () => void) => void;
}

/**
 * Lets the service worker keep every file of the site; tries again if that failed before. Call it after the page has loaded its
 * own files.
 * @returns the state in which it ended
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

/** The reason for a failure comes as a message just before the state changes. */
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
    // Without an active worker this is the first version, which need not wait.
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
  // The new version may have taken over already, in another tab.
  reload();
}
