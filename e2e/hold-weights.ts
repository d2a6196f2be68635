import type { Page } from '@playwright/test';

/** Holds the network's weights back until the returned function is called. */
export async function holdWeights(page: Page): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.context().route('**/weights.bin', async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
