import type { BrowserContext, BrowserContextOptions } from '@playwright/test';

const READ = { name: 'facecurve-notice', value: 'read' };

/** What the device of a visitor keeps who has read the notice before the first own curve. Most tests begin there. */
export function noticeRead(origin: string): NonNullable<BrowserContextOptions['storageState']> {
  return { cookies: [], origins: [{ origin, localStorage: [READ] }] };
}

/** The same for every site that a context visits. */
export function readNotice(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(({ name, value }) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      // A frame without an origin keeps nothing.
    }
  }, READ);
}
