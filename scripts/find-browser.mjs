import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserInstallers } from './install-browser.mjs';
import { runCommand } from './run-command.mjs';

/** The tests have never run on older versions; an older system package is skipped. */
const OLDEST_VERSION = 140;

/** Names under which Chrome and Chromium are on the PATH. */
const PROGRAM_NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];

/** Where installers put Chrome and Chromium without changing the PATH. */
const USUAL_PLACES = {
  linux: ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium', '/snap/bin/chromium'],
  darwin: ['/Applications', path.join(homedir(), 'Applications')].flatMap((folder) => [
    `${folder}/Google Chrome.app/Contents/MacOS/Google Chrome`,
    `${folder}/Chromium.app/Contents/MacOS/Chromium`,
  ]),
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder === undefined ? [] : [path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')];
  }),
};

/** @returns {string[]} */
function candidates() {
  const ending = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const onPath = PROGRAM_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name + ending)));
  const places = Object.entries(USUAL_PLACES).find(([platform]) => platform === process.platform)?.[1] ?? [];
  const chosen = process.env.CHROME_PATH;
  return [...(chosen ? [chosen] : []), ...onPath, ...places].filter((file) => existsSync(file));
}

/**
 * Checks that a browser is recent enough and opens a page. The file may be a stub (Ubuntu's `chromium-browser` without the
 * snap), or lack libraries.
 * @param {string} executable
 * @returns {Promise<string | undefined>} what is wrong with it
 */
async function problemWith(executable) {
  if (!existsSync(executable)) return 'there is no such file';
  // On Windows `--version` opens a window and prints nothing.
  if (process.platform !== 'win32') {
    const { code, output } = await runCommand([executable, '--version'], { limitSeconds: 60 });
    const version = /Chrom\w*(?: for Testing)? (\d+)\./.exec(output)?.[1];
    if (code !== 0 || version === undefined) return `it does not start: ${output.trim().slice(0, 300)}`;
    if (Number(version) < OLDEST_VERSION) return `it is version ${version}, older than ${OLDEST_VERSION}`;
  }
  const { chromium } = await import('playwright');
  try {
    const browser = await chromium.launch({ executablePath: executable, timeout: 60_000 });
    try {
      const page = await browser.newPage();
      await page.setContent('<p>ready</p>');
    } finally {
      await browser.close();
    }
  } catch (error) {
    return `it does not open a page: ${String(error).slice(0, 300)}`;
  }
  return undefined;
}

/**
 * Finds a Chrome or Chromium that starts: the one in CHROME_PATH, an installed one, or Playwright's. If there is none, the
 * first installer that works installs one. The path is kept in the environment for child processes.
 * @returns {Promise<string>}
 */
export async function findBrowser() {
  const known = process.env.FACECURVE_BROWSER;
  if (known) return known;
  /** @type {string[]} */
  const problems = [];
  /** @param {string} executable */
  const works = async (executable) => {
    const problem = await problemWith(executable);
    if (problem !== undefined) problems.push(`  ${executable}: ${problem}`);
    return problem === undefined;
  };
  /** @param {string} executable */
  const keep = (executable) => {
    process.env.FACECURVE_BROWSER = executable;
    return executable;
  };
  for (const executable of candidates()) {
    if (await works(executable)) return keep(executable);
  }
  for (const { name, installed, install } of browserInstallers) {
    const present = await installed();
    if (present !== undefined && (await works(present))) return keep(present);
    console.log(`Installing Chromium: ${name} ...`);
    try {
      const executable = await install();
      if (await works(executable)) return keep(executable);
    } catch (error) {
      problems.push(`  ${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  throw new Error(
    `No Chrome or Chromium could be found or installed. Install one, or name it in CHROME_PATH.\n${problems.join('\n')}`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await findBrowser());
