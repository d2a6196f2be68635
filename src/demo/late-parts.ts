import { decodeImage } from '../index.ts';

/** The parts of the page that are loaded when they are used, or in a quiet moment after the first estimate. */
export const lateParts = {
  pictureRow: () => import('./picture-row.ts'),
  timeline: () => import('./timeline-sheet.ts'),
  shortcuts: () => import('./shortcut-sheet.ts'),
  pictureAddress: () => import('./picture-address.ts'),
  share: () => import('./share.ts'),
  fool: () => import('./fool/index.ts'),
  quantileDots: () => import('../view/quantile-dots.ts'),
};

/** Loads all of them, so that later none counts as a request. A part that fails is loaded again when it is used. */
export async function loadLateParts(): Promise<void> {
  // What is no picture makes the library load what names the format of a file that does not open.
  const noPicture = decodeImage(new Blob(['no picture']));
  await Promise.allSettled([noPicture, ...Object.values(lateParts).map((load) => load())]);
}
