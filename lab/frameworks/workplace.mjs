import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { npmCommand, projectFolder, runCommand } from '../../scripts/run-command.mjs';

/** @typedef {import('./ways.mjs').Way} Way */

/** The newest releases of some frameworks need it. The npm package holds the program alone. */
const NODE = { major: 24, package: `node-${process.platform}-${process.arch}@24.22.3` };
const INSTALL_LIMIT = 900;
const BUILD_LIMIT = 900;
const QUIET_INSTALL = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];

/** Neither the tests' own settings, which npm hands down to its children, nor messages to the frameworks' makers. */
const ENVIRONMENT = {
  npm_config_omit: '',
  NODE_ENV: undefined,
  CI: '1',
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  ASTRO_TELEMETRY_DISABLED: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  NUXT_TELEMETRY_DISABLED: '1',
  NG_CLI_ANALYTICS: 'false',
};

/** What stays of an earlier run. */
const KEPT = ['node_modules', 'package.json', 'installed.json'];
/** What may be left of a build in the project's own copy of an example, and its manifest. */
const LEFT = /[\\/](node_modules|package\.json|dist|out|build|facecurve|\.[\w-]+)$/;

/** Copies of the examples with their packages, in a folder outside the project. */
export class Workplace {
  /** @param {string} folder @param {string} tarball of the package */
  constructor(folder, tarball) {
    this.folder = folder;
    this.tarball = tarball;
    /** @type {NodeJS.ProcessEnv} */
    this.environment = ENVIRONMENT;
  }

  /** Makes sure that Node is new enough for all frameworks. */
  async prepareNode() {
    if (Number.parseInt(process.versions.node, 10) >= NODE.major) return;
    const [name = ''] = NODE.package.split('@');
    const folder = path.join(this.folder, 'node');
    await this.install(folder, { private: true, dependencies: { [name]: NODE.package.split('@')[1] } });
    const program = path.join(folder, 'node_modules', name, 'bin');
    this.environment = { ...ENVIRONMENT, PATH: `${program}${path.delimiter}${process.env.PATH}` };
  }

  /** @param {Way} way @returns {string} */
  folderOf({ name, source }) {
    return path.join(this.folder, path.basename(source ?? name));
  }

  /**
   * A fresh copy of the way's example, with the packed package in it.
   * @param {Way} way
   * @returns {Promise<string>} its folder
   */
  async copyOf(way) {
    const { source, photo = 'public', added = {} } = way;
    const folder = this.folderOf(way);
    const from = source === undefined ? null : path.join(projectFolder, source);
    const manifest = added['package.json'] ?? (await readFile(path.join(from ?? '', 'package.json'), 'utf8'));
    await this.install(folder, withoutFacecurve(JSON.parse(manifest)));
    await this.npm(folder, INSTALL_LIMIT, [...QUIET_INSTALL, '--no-save', '--prefer-offline', this.tarball]);
    for (const name of await readdir(folder)) {
      if (!KEPT.includes(name)) await rm(path.join(folder, name), { recursive: true });
    }
    if (from !== null) await cp(from, folder, { recursive: true, filter: (file) => !LEFT.test(file) });
    await mkdir(path.join(folder, photo), { recursive: true });
    const picture = path.join(projectFolder, 'public', 'samples', 'middle.jpg');
    await cp(picture, path.join(folder, photo, 'photo.jpg'));
    for (const [name, content] of Object.entries(added)) {
      if (!KEPT.includes(name)) await writeFile(path.join(folder, name), content);
    }
    return folder;
  }

  /**
   * Installs the packages of a manifest unless they are there from an earlier run.
   * @param {string} folder
   * @param {object} manifest
   */
  async install(folder, manifest) {
    const text = JSON.stringify(manifest, null, 2);
    const stamp = path.join(folder, 'installed.json');
    if ((await readFile(stamp, 'utf8').catch(() => '')) === text) return;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'package.json'), text);
    await this.npm(folder, INSTALL_LIMIT, QUIET_INSTALL);
    await writeFile(stamp, text);
  }

  /**
   * @param {string} folder
   * @param {Way} way
   * @returns {Promise<string>} what the build printed
   */
  build(folder, { build = ['run', 'build'] }) {
    return this.npm(folder, BUILD_LIMIT, build);
  }

  /** @param {string} folder @param {number} limitSeconds @param {readonly string[]} args */
  async npm(folder, limitSeconds, args) {
    const [program, ...first] = npmCommand();
    const { code, output } = await runCommand([program, ...first, ...args], {
      limitSeconds,
      folder,
      environment: this.environment,
    });
    if (code !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${output}`);
    return output;
  }
}

/**
 * @param {string} folder of a copy
 * @param {string} name of a package
 * @returns {Promise<string>} its installed version
 */
export async function installedVersion(folder, name) {
  const manifest = path.join(folder, 'node_modules', name, 'package.json');
  return JSON.parse(await readFile(manifest, 'utf8')).version;
}

/** The package itself is installed from its tarball, in each run. @param {{ dependencies: Record<string, string> }} manifest */
function withoutFacecurve({ dependencies, ...manifest }) {
  const { facecurve: _, ...others } = dependencies;
  return { ...manifest, dependencies: others };
}
