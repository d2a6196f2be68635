import { chromium } from 'playwright';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { ON_PROCESSOR } from '../../scripts/graphics-card.mjs';

async function launch() {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: await findBrowser(), args: [...ON_PROCESSOR, ...asRoot] });
}

/** The control: every other engine is compared with it. @returns {import('./session.mjs').Engine} */
export function chromiumEngine() {
  return {
    name: 'Chromium',
    async version() {
      const browser = await launch();
      const version = browser.version();
      await browser.close();
      return version;
    },
    async start() {
      const browser = await launch();
      const page = await browser.newPage();
      return {
        open: async (address) => void (await page.goto(address)),
        evaluate: (expression) => page.evaluate(expression),
        close: () => browser.close(),
      };
    },
  };
}
