import { chromium, type LaunchOptions } from '@playwright/test';
import { findBrowser } from '../scripts/find-browser.mjs';
import { ON_PROCESSOR_SOONER } from '../scripts/graphics-card.mjs';

/** Menus of the address bar, which no test sees. Chromium loads them with each window: half of the processor time of a short test. */
const ADDRESS_BAR_MENUS = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

/** The features that Playwright switches off. It is kept in the environment, since each worker asks for it again. */
async function featuresOffAnyway(executablePath: string): Promise<string> {
  const known = process.env.FACECURVE_FEATURES_OFF;
  if (known !== undefined) return known;
  const server = await chromium.launchServer({ executablePath });
  const flag = server.process().spawnargs.findLast((each) => each.startsWith('--disable-features='));
  await server.close();
  process.env.FACECURVE_FEATURES_OFF = flag?.slice(flag.indexOf('=') + 1) ?? '';
  return process.env.FACECURVE_FEATURES_OFF;
}

/** Launch options of every test; `extraArguments` are for tests that need another camera or other graphics. */
export async function launchOptions(
  extraArguments: readonly string[] = ON_PROCESSOR_SOONER,
): Promise<LaunchOptions> {
  const executablePath = await findBrowser();
  // Chromium reads only the last flag of this name, so that it repeats what Playwright's says.
  const off = [await featuresOffAnyway(executablePath), ...ADDRESS_BAR_MENUS].filter(Boolean).join(',');
  return { executablePath, args: [`--disable-features=${off}`, ...extraArguments] };
}
