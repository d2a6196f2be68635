import { canShareFiles } from './can-share.ts';

/** Milliseconds after which even a slow browser has read the file from its address. */
const KEEP_ADDRESS_MS = 60_000;

/** Opens the device's own sheet for sharing; where there is none or it refuses, the file is saved. */
export async function passOn(content: Blob, name: string): Promise<void> {
  const file = new File([content], name, { type: content.type });
  if (!canShareFiles()) return download(file, name);
  try {
    await navigator.share({ files: [file] });
  } catch (error) {
    // The visitor closed the sheet.
    if (error instanceof DOMException && error.name === 'AbortError') return;
    download(file, name);
  }
}

/** Lets the browser save a file in the user's downloads. */
export function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_ADDRESS_MS);
}
