import { askWorker } from './ask-worker.ts';
import { SHARED_PARAMETER } from './messages.ts';

/** The files with which an installed page was opened; only Chromium has this. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void): void;
}

/** True if another program has shared a picture with the page, before `receivePictures` takes it. */
export function hasSharedPicture(): boolean {
  return new URL(location.href).searchParams.has(SHARED_PARAMETER);
}

/** Takes pictures that other programs share with the installed page, or open with it. */
export function receivePictures(onPictures: (pictures: readonly File[]) => void): void {
  void takeShared(onPictures);
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(async ({ files }) => {
    onPictures(await Promise.all(files.map((handle) => handle.getFile())));
  });
}

async function takeShared(onPictures: (pictures: readonly File[]) => void): Promise<void> {
  const address = new URL(location.href);
  if (!address.searchParams.has(SHARED_PARAMETER)) return;
  address.searchParams.delete(SHARED_PARAMETER);
  history.replaceState(history.state, '', address);
  const worker = navigator.serviceWorker?.controller ?? null;
  if (worker === null) return;
  const picture = await askWorker(worker, 'shared-picture');
  if (picture instanceof File) onPictures([picture]);
}
