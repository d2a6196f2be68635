import type { LaunchOptions } from '@playwright/test';
import { findBrowser } from '../scripts/find-browser.mjs';
import { ON_PROCESSOR } from '../scripts/graphics-card.mjs';

/** With these flags the tests need no graphics card. */
export const softwareWebGpu: readonly string[] = ON_PROCESSOR;

/** Launch options of every test; `extraArguments` are for tests that need another camera or other graphics. */
export async function launchOptions(
  extraArguments: readonly string[] = softwareWebGpu,
): Promise<LaunchOptions> {
  return { executablePath: await findBrowser(), args: [...extraArguments] };
}
