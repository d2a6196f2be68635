import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder, runCommand } from '../../scripts/run-command.mjs';
import { startBrowser } from '../lab-page.mjs';
import { writeMeasured } from '../measured-section.mjs';
import { bytesOf, problemsOf } from './findings.mjs';
import { readPackageContent } from './package-content.mjs';
import { serveWay } from './serve-way.mjs';
import { updatedTable } from './table.mjs';
import { visit } from './visit.mjs';
import { ways } from './ways.mjs';
import { installedVersion, Workplace } from './workplace.mjs';

/** @typedef {import('./ways.mjs').Way} Way */
/** @typedef {import('./findings.mjs').Outcome} Outcome */

const packageFolder = path.join(projectFolder, 'dist', 'package');

/**
 * Installs, builds and opens the named ways, and says what is wrong with each. Ends with a plain line "N passed, N failed".
 * @param {{ names: readonly string[], table?: string, folder: string }} options
 * @returns {Promise<number>} exit code
 */
export async function runWays({ names, table, folder }) {
  await buildPackage();
  const workplace = new Workplace(folder, await tarball());
  await workplace.prepareNode();
  const content = await readPackageContent(packageFolder);
  const [plain, ...others] = ways;
  if (plain === undefined) throw new Error('There is no plain page.');
  const chosen = others.filter(({ name }) => names.length === 0 || names.includes(name));
  const browser = await startBrowser();
  /** @type {import('./table.mjs').Row[]} */
  const rows = [];
  try {
    const reference = await outcomeOf(workplace, browser, plain);
    for (const way of [plain, ...chosen]) {
      const row = await rowOf(way, async () => {
        const outcome = way === plain ? reference : await outcomeOf(workplace, browser, way);
        const problems = problemsOf(outcome, reference, content);
        const share = bytesOf(outcome.sent) / bytesOf(reference.sent);
        return { ...outcome, problems, share, versions: await versionsOf(workplace, way) };
      });
      rows.push(row);
      console.log(`${row.problems.length === 0 ? 'ok    ' : 'FAILED'} ${way.name}${said(row)}`);
    }
    if (table !== undefined) {
      writeMeasured(table, updatedTable(await readFile(table, 'utf8'), rows, browser.version()));
    }
  } finally {
    await browser.close();
  }
  const failed = rows.filter(({ problems }) => problems.length > 0).length;
  console.log(`\n${rows.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/**
 * @param {Way} way
 * @param {() => Promise<Outcome & { problems: readonly string[], share: number, versions: readonly string[] }>} work
 * @returns {Promise<import('./table.mjs').Row>}
 */
async function rowOf(way, work) {
  try {
    const { visit: seen, sent, problems, share, versions } = await work();
    return { way, host: seen.host, bytes: bytesOf(sent), share, problems, versions };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { way, host: '', bytes: 0, share: 0, problems: [problem], versions: [] };
  }
}

/** @param {import('./table.mjs').Row} row */
function said({ bytes, share, problems }) {
  const size = bytes === 0 ? '' : `: ${(bytes / 1e6).toFixed(2)} MB, ${share.toFixed(3)} of the plain page`;
  return [size, ...problems].join('\n       ');
}

/**
 * @param {Workplace} workplace
 * @param {import('playwright').Browser} browser
 * @param {Way} way
 * @returns {Promise<Outcome>}
 */
async function outcomeOf(workplace, browser, way) {
  const folder = await workplace.copyOf(way);
  const output = await workplace.build(folder, way);
  const { origin, sent, printed, close } = await serveWay(way, folder, workplace.environment);
  try {
    const seen = await visit(browser, `${origin}/`);
    return { visit: seen, sent: sent(), output: output + printed() };
  } finally {
    await close();
  }
}

/** @param {Workplace} workplace @param {Way} way */
function versionsOf(workplace, way) {
  const folder = workplace.folderOf(way);
  return Promise.all(way.packages.map(async (name) => `${name} ${await installedVersion(folder, name)}`));
}

async function buildPackage() {
  if (process.env.FACECURVE_PACKAGE_IS_BUILT) return;
  const script = path.join(projectFolder, 'scripts', 'build', 'package', 'build.mjs');
  const { code, output } = await runCommand([process.execPath, script], { limitSeconds: 600 });
  if (code !== 0) throw new Error(`The package could not be built:\n${output}`);
}

async function tarball() {
  const { name, version } = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8'));
  return path.join(projectFolder, 'dist', `${name}-${version}.tgz`);
}
