import { keepOffline, type OfflineState } from '../pwa/index.ts';
import { pageElement } from './page-elements.ts';

/** Keeps the page for offline use as soon as `isQuiet` returns true. A new version or a failure is shown as a toast. */
export async function keepPage(isQuiet: () => boolean): Promise<void> {
  await quietMoment(isQuiet);
  const state = await keepOffline({ onNewVersion: offerNewVersion });
  document.documentElement.dataset.offline = state;
  if (state === 'storage-full' || state === 'unreachable') showNotKept(state, () => void keepPage(isQuiet));
}

/** Waits for the first estimate, because both need the processor and the connection. */
export async function quietMoment(isQuiet: () => boolean): Promise<void> {
  do await idle();
  while (!isQuiet());
}

function idle(): Promise<void> {
  // WebKit has no idle callback.
  if (!('requestIdleCallback' in window)) return new Promise((resolve) => setTimeout(resolve, 500));
  return new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 100), { timeout: 5000 }));
}

function offerNewVersion(takeOver: () => void): void {
  showToast('new-version', takeOver);
}

function showNotKept(reason: OfflineState, tryAgain: () => void): void {
  const toast = showToast('not-kept', tryAgain);
  for (const sentence of toast.querySelectorAll<HTMLElement>('[data-reason]')) {
    sentence.hidden = sentence.dataset.reason !== reason;
  }
}

function showToast(id: string, onAgree: () => void): HTMLElement {
  const toast = pageElement(id, HTMLDivElement);
  const [agree, later] = toast.querySelectorAll('button');
  if (agree === undefined || later === undefined) throw new TypeError(`#${id} lacks its buttons.`);
  agree.onclick = () => {
    toast.hidden = true;
    onAgree();
  };
  later.onclick = () => {
    toast.hidden = true;
  };
  toast.hidden = false;
  return toast;
}
