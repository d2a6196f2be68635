/** Milliseconds until the curve must be there, and then until the page must have stopped fetching. */
const LIMIT = 60_000;

/**
 * What a page did until its curve was there and its network was idle.
 * @typedef {object} Visit
 * @property {string} host where the estimator ran
 * @property {readonly string[]} lines of the console, uncaught errors included
 * @property {readonly string[]} ran addresses of the scripts of which something ran
 * @property {readonly string[]} workers
 */

/** Runs in the page before its own scripts. */
function keepHost() {
  addEventListener('facecurve-ready', (event) => {
    Object.assign(globalThis, { facecurveHost: /** @type {CustomEvent} */ (event).detail.info.host });
  });
}

/**
 * Opens a page and waits for the curve of an element in it.
 * @param {import('playwright').Browser} browser
 * @param {string} address
 * @returns {Promise<Visit>}
 */
export async function visit(browser, address) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const lines = [];
  page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => lines.push(`error: ${error.message}`));
  try {
    await page.addInitScript(keepHost);
    await page.coverage.startJSCoverage({ resetOnNavigation: false });
    await page.goto(address);
    const curve = page.locator('face-curve').getByText(/looks about/i);
    await curve
      .first()
      .waitFor({ timeout: LIMIT })
      .catch(async () => {
        const shown = await page
          .locator('face-curve')
          .first()
          .evaluate(({ shadowRoot }) => shadowRoot?.querySelector('[part], section, div')?.textContent)
          .catch(() => page.locator('body').textContent());
        throw new Error(
          `There is no curve. The element says: ${shown}\nThe console says: ${lines.join('\n')}`,
        );
      });
    await page.waitForLoadState('networkidle', { timeout: LIMIT });
    const host = /** @type {string} */ (await page.evaluate('globalThis.facecurveHost'));
    const workers = page.workers().map((worker) => worker.url());
    const scripts = await page.coverage.stopJSCoverage();
    const ran = scripts.filter(({ functions }) =>
      functions.some(({ ranges }) => (ranges[0]?.count ?? 0) > 0),
    );
    return { host, lines, workers, ran: ran.map(({ url }) => url) };
  } finally {
    await page.close();
  }
}
