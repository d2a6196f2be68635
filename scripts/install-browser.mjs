import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { npmCommand, projectFolder, runCommand } from './run-command.mjs';

/**
 * @typedef {object} BrowserInstaller one way to install Chromium
 * @property {string} name
 * @property {() => Promise<string | undefined>} installed the executable of an earlier installation
 * @property {() => Promise<string>} install returns the executable, or throws
 */

/** Not a dependency: its 64 MB are downloaded only where nothing else works. */
const NPM_CHROMIUM = '@sparticuz/chromium@143.0.4';
const npmFolder = path.join(projectFolder, '.cache', 'chromium');

/**
 * @param {readonly [string, ...string[]]} command
 * @param {number} limitSeconds
 * @param {NodeJS.ProcessEnv} [environment]
 */
async function runOrThrow(command, limitSeconds, environment = {}) {
  const { code, output } = await runCommand(command, { limitSeconds, environment });
  if (code !== 0) throw new Error(`"${command.join(' ')}" failed: ${output.trim().slice(-500)}`);
  return output;
}

async function playwrightExecutable() {
  const { chromium } = await import('playwright');
  return chromium.executablePath();
}

/** @type {BrowserInstaller} */
const playwrightDownload = {
  name: "Playwright's download",
  async installed() {
    const executable = await playwrightExecutable();
    return existsSync(executable) ? executable : undefined;
  },
  async install() {
    const commandLine = path.join(projectFolder, 'node_modules', 'playwright', 'cli.js');
    await runOrThrow([process.execPath, commandLine, 'install', '--no-shell', 'chromium'], 600);
    return playwrightExecutable();
  },
};

/** @type {BrowserInstaller} */
const systemPackage = {
  name: "the system's package manager (apt-get)",
  installed: async () => undefined,
  async install() {
    const asRoot = process.getuid?.() === 0;
    /** @type {(...args: string[]) => [string, ...string[]]} */
    const aptGet = (...args) => (asRoot ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args]);
    const environment = { DEBIAN_FRONTEND: 'noninteractive' };
    await runOrThrow(aptGet('update'), 300, environment);
    await runOrThrow(aptGet('install', '--yes', '--no-install-recommends', 'chromium'), 900, environment);
    return '/usr/bin/chromium';
  },
};

const npmStarter = path.join(npmFolder, 'start-chromium.sh');

/** @type {BrowserInstaller} */
const npmPackage = {
  name: `npm's ${NPM_CHROMIUM}`,
  installed: async () => (existsSync(npmStarter) ? npmStarter : undefined),
  async install() {
    if (process.platform !== 'linux') throw new Error('this package is for Linux only');
    await mkdir(npmFolder, { recursive: true });
    const quiet = ['--no-save', '--no-audit', '--no-fund'];
    await runOrThrow([...npmCommand(), 'install', ...quiet, '--prefix', npmFolder, NPM_CHROMIUM], 600);
    // The package unpacks into the folder for temporary files. It includes the libraries that a minimal system lacks, but
    // unpacks the libraries only if the environment looks like AWS Lambda.
    const unpack = "import('@sparticuz/chromium').then(({ default: c }) => c.executablePath())";
    const unpacked = await runCommand([process.execPath, '--eval', unpack], {
      limitSeconds: 300,
      folder: npmFolder,
      environment: { TMPDIR: npmFolder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
    });
    const executable = path.join(npmFolder, 'chromium');
    if (!existsSync(executable)) throw new Error(`it did not unpack: ${unpacked.output.slice(-500)}`);
    await writeFile(npmStarter, await starterScript(executable));
    await chmod(npmStarter, 0o755);
    return npmStarter;
  },
};

/**
 * Writes a script that starts the browser with those libraries and fonts of the package that the system lacks.
 * @param {string} executable
 */
async function starterScript(executable) {
  const { code } = await runCommand([executable, '--version'], { limitSeconds: 60 });
  const lines = ['#!/bin/sh', 'here=$(dirname "$0")'];
  if (code !== 0) lines.push('export LD_LIBRARY_PATH="$here/al2023/lib:$LD_LIBRARY_PATH"');
  if (!existsSync('/etc/fonts/fonts.conf')) lines.push('export FONTCONFIG_PATH="$here/fonts"');
  lines.push('exec "$here/chromium" "$@"', '');
  return lines.join('\n');
}

/** In the order in which they are tried. @type {readonly BrowserInstaller[]} */
export const browserInstallers = [playwrightDownload, systemPackage, npmPackage];
