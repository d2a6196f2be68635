import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../scripts/find-browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Prepares assets, builds the lab's pages, and finds the browser to run it in. */
export async function buildLab() {
  for (const command of [
    ['scripts/prepare-assets.mjs'],
    ['node_modules/vite/bin/vite.js', 'build', '--mode', 'lab'],
  ]) {
    execFileSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const asRoot = process.getuid?.() === 0;
  return {
    site: `${root}dist/lab`,
    executablePath: await findBrowser(),
    args: asRoot ? ['--no-sandbox'] : [],
  };
}

/**
 * A page of its own context (and so its own process) with the lab ready.
 * @param {import('playwright').Browser} browser
 * @param {string} address of the server of `site`
 */
export async function openLab(browser, address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${address}/lab/page/`);
  await page.waitForFunction(() => 'lab' in globalThis);
  return page;
}
