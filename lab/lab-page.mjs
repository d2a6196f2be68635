import path from 'node:path';
import { chromium } from 'playwright';
import { findBrowser } from '../scripts/find-browser.mjs';
import { prepareAssets } from '../scripts/prepare-assets.mjs';
import { projectFolder, runCommand } from '../scripts/run-command.mjs';
import { serveStatic } from '../scripts/static-server.mjs';

/** Seconds after which a build counts as one that hangs. */
const BUILD_LIMIT = 600;

/**
 * @typedef {object} Lab
 * @property {import('playwright').Browser} browser
 * @property {() => Promise<import('playwright').Page>} openPage a page of its own process, with `globalThis.lab`
 */

/**
 * @typedef {object} LabOptions
 * @property {string} [pictures] folder that pages find under /pictures/
 * @property {Readonly<Record<string, string>>} [folders] further folders by the beginning of the path
 * @property {readonly string[]} [browserArgs]
 * @property {(path: string, body: Buffer) => void} [onPost] gets what pages post
 */

/**
 * Builds the lab's page, serves it, starts a browser, does the work and ends both.
 * @template Result
 * @param {LabOptions} options
 * @param {(lab: Lab) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withLab({ pictures, folders = {}, browserArgs = [], onPost }, work) {
  const server = await serveStatic({
    folders: { ...folders, '/': await buildLab(), ...(pictures !== undefined && { '/pictures/': pictures }) },
    ...(onPost !== undefined && { onPost }),
  });
  try {
    const browser = await startBrowser(browserArgs);
    try {
      return await work({ browser, openPage: () => openLab(browser, server.origin) });
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

/** @type {Promise<string> | undefined} */
let built;

/** Builds the lab's pages, once in a process. @returns {Promise<string>} their folder */
export function buildLab() {
  built ??= build();
  return built;
}

async function build() {
  await prepareAssets();
  const vite = path.join(projectFolder, 'node_modules/vite/bin/vite.js');
  const { code, output } = await runCommand([process.execPath, vite, 'build', '--mode', 'lab'], {
    limitSeconds: BUILD_LIMIT,
  });
  if (code !== 0) throw new Error(`The lab's page could not be built:\n${output}`);
  return path.join(projectFolder, 'dist', 'lab');
}

/** @param {readonly string[]} args */
export async function startBrowser(args = []) {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: await findBrowser(),
    args: [...(isRoot ? ['--no-sandbox'] : []), ...args],
  });
}

/**
 * Opens the lab in a context of its own, and so in a process of its own.
 * @param {import('playwright').Browser} browser
 * @param {string} origin of the server
 */
async function openLab(browser, origin) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/lab/page/`);
  await page.waitForFunction(() => 'lab' in globalThis);
  return page;
}
