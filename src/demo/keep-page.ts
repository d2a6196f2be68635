import { keepOffline, type OfflineState } from '../pwa/index.ts';
import { pageElement } from './page-elements.ts';
import { pageState } from './page-state.ts';

/** Keeps the page for use without a network once it has nothing better to do; what is to be said of it comes as a toast. */
export async function keepPage(): Promise<void> {
  await quietMoment();
  const state = await keepOffline({ onNewVersion: offerNewVersion });
  document.documentElement.dataset.offline = state;
  if (state === 'storage-full' || state === 'unreachable') showNotKept(state);
}

/** The first estimate comes before the keeping: both want the processor and the line. */
async function quietMoment(): Promise<void> {
  do await idle();
  while (pageState() === 'working' || pageState() === 'loading');
}

function idle(): Promise<void> {
  // WebKit has no idle callback.
  if (!('requestIdleCallback' in window)) return new Promise((resolve) => setTimeout(resolve, 500));
  return new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 100), { timeout: 5000 }));
}

function offerNewVersion(takeOver: () => void): void {
  showToast('new-version', takeOver);
}

function showNotKept(reason: OfflineState): void {
  const toast = showToast('not-kept', () => void keepPage());
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
