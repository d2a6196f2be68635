import { type ChildProcess, spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { npmCommand, runCommand } from '../scripts/run-command.mjs';
import { expectCurve } from './element.ts';
import { installPacked, packageFolder, readManifest } from './packed.ts';
import { serveFolder } from './static-server.ts';

const projectFolder = path.resolve(import.meta.dirname, '..');
/** The folder stays between runs, so that npm fetches the bundlers once. */
const workspace = path.join(projectFolder, '.cache', 'bundlers');
/** Pinned versions. Vite 7 brings esbuild. */
const BUNDLERS = ['vite@7.1.12', 'webpack@5.103.0'];

async function run(program: string, ...args: string[]): Promise<void> {
  const command: [string, ...string[]] = program === 'npm' ? [...npmCommand(), ...args] : [program, ...args];
  const environment = { npm_config_omit: '', NODE_ENV: undefined };
  const { code, output } = await runCommand(command, { limitSeconds: 240, folder: workspace, environment });
  expect(code, `${program} ${args.join(' ')}\n${output}`).toBe(0);
}

async function install(): Promise<void> {
  const stamp = path.join(workspace, 'installed.txt');
  const key = BUNDLERS.join();
  mkdirSync(workspace, { recursive: true });
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== key) {
    writeFileSync(path.join(workspace, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    await run('npm', 'install', '--no-audit', '--no-fund', ...BUNDLERS);
    writeFileSync(stamp, key);
  }
  await installPacked(path.join(workspace, 'node_modules'));
}

/** Makes a folder with a page that imports the element. */
function writePage(name: string, { script, assets }: { script: string; assets?: string }): string {
  const folder = path.join(workspace, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'public'), { recursive: true });
  for (const place of [folder, path.join(folder, 'public')]) {
    copyFileSync(path.join(projectFolder, 'public', 'samples', 'middle.jpg'), path.join(place, 'photo.jpg'));
  }
  const given = assets === undefined ? '' : ` assets="${assets}"`;
  writeFileSync(
    path.join(folder, 'index.html'),
    `<!doctype html><title>page</title><face-curve src="photo.jpg" backend="wasm"${given}></face-curve>
<script type="module" src="${script}"></script>`,
  );
  writeFileSync(path.join(folder, 'main.js'), "import 'facecurve/element';\n");
  return folder;
}

/** Runs in the page before the page's scripts. */
function keepNews(): void {
  const keep = (type: string, name: string, part: (detail: never) => unknown) =>
    addEventListener(type, (event) => {
      Object.assign(globalThis, { [name]: part((event as CustomEvent<never>).detail) });
    });
  keep('facecurve-ready', 'host', ({ info }: { info: { host: string } }) => info.host);
  keep('facecurve-error', 'problem', ({ error }: { error: { code: string; remedy: string } }) => [
    error.code,
    error.remedy,
  ]);
}

async function expectWorker(page: Page, address: string): Promise<void> {
  await page.addInitScript(keepNews);
  await page.goto(address);
  await expectCurve(page);
  expect(await page.evaluate('globalThis.host')).toBe('worker');
}

async function expectWorkerFrom(page: Page, folder: string): Promise<void> {
  const server = await serveFolder(folder);
  try {
    await expectWorker(page, `${server.origin}/index.html`);
  } finally {
    await server.close();
  }
}

function untilAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.stdout?.on('data', (text) => {
      const address = /http:\/\/[\d.:]+\//.exec(String(text))?.[0];
      if (address !== undefined) resolve(address);
    });
    server.once('exit', () => reject(new Error('The server ended.')));
  });
}

const vite = path.join(workspace, 'node_modules', 'vite', 'bin', 'vite.js');

test.describe('bundlers, with the packed package and no settings', () => {
  test.describe.configure({ mode: 'serial' });
  test.setTimeout(240_000);
  test.beforeAll(install);

  test('Vite 7 builds it', async ({ page }) => {
    const folder = writePage('vite-build', { script: '/main.js' });
    await run(process.execPath, vite, 'build', folder);
    await expectWorkerFrom(page, path.join(folder, 'dist'));
  });

  test('Vite 7 serves it in development, also where the page defines a part of `process`', async ({
    page,
  }) => {
    const folder = writePage('vite-development', { script: '/main.js' });
    const config = "export default { define: { 'process.env.MINE': '1' } };";
    writeFileSync(path.join(folder, 'vite.config.js'), config);
    const server = spawn(process.execPath, [vite, folder, '--host', '127.0.0.1', '--port', '0'], {
      cwd: workspace,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    try {
      await expectWorker(page, await untilAddress(server));
    } finally {
      server.kill();
    }
  });

  test('webpack builds it, with Trusted Types of its own', async ({ page }) => {
    const folder = writePage('webpack', { script: 'main.js' });
    const output = path.join(folder, 'dist');
    // What has been minified before is taken from the cache: the minifier takes five times as long as all the rest.
    const cache = { type: 'filesystem', cacheDirectory: path.join(workspace, 'webpack-cache') };
    // The package changes and keeps its version, so that webpack reads its files again.
    const snapshot = { managedPaths: [], module: { hash: true }, resolve: { hash: true } };
    const options = { mode: 'production', context: folder, entry: './main.js', cache, snapshot };
    const build = `import webpack from 'webpack';
      const output = { path: ${JSON.stringify(output)}, filename: 'main.js', trustedTypes: true };
      const compiler = webpack({ ...${JSON.stringify(options)}, output });
      compiler.run((error, stats) => {
        if (error || stats.hasErrors()) throw error ?? new Error(stats.toString());
        compiler.close((problem) => {
          if (problem) throw problem;
        });
      });`;
    writeFileSync(path.join(workspace, 'webpack.mjs'), build);
    await run(process.execPath, 'webpack.mjs');
    for (const file of ['index.html', 'photo.jpg'])
      copyFileSync(path.join(folder, file), path.join(output, file));
    await expectWorkerFrom(page, output);
  });

  test.describe('esbuild, which carries no files', () => {
    const bundle = (folder: string) => {
      const program = path.join(workspace, 'node_modules', 'esbuild', 'bin', 'esbuild');
      const flags = ['--bundle', '--format=esm', '--splitting', `--outdir=${folder}/built`];
      return run(program, path.join(folder, 'main.js'), ...flags);
    };

    test('takes worker and assets from a copy of the package', async ({ page }) => {
      const folder = writePage('esbuild', { script: 'built/main.js', assets: 'copy/assets/' });
      await bundle(folder);
      cpSync(packageFolder, path.join(folder, 'copy'), { recursive: true });
      await expectWorkerFrom(page, folder);
    });

    test('a copy of another version is an error that says so', async ({ page }) => {
      const folder = writePage('esbuild-other-version', { script: 'built/main.js', assets: 'copy/assets/' });
      await bundle(folder);
      cpSync(packageFolder, path.join(folder, 'copy'), { recursive: true });
      const { version } = readManifest();
      for (const file of readdirSync(path.join(folder, 'copy', 'esm'))) {
        const script = path.join(folder, 'copy', 'esm', file);
        writeFileSync(script, readFileSync(script, 'utf8').replaceAll(version, '0.0.1'));
      }
      const server = await serveFolder(folder);
      try {
        await page.addInitScript(keepNews);
        await page.goto(`${server.origin}/index.html`);
        const problem = () => page.evaluate('globalThis.problem');
        await expect.poll(problem).toEqual(['asset-hash-mismatch', 'Copy the package to the site again.']);
      } finally {
        await server.close();
      }
    });

    test('without a copy the error says what to do', async ({ page }) => {
      const folder = writePage('esbuild-alone', { script: 'built/main.js' });
      await bundle(folder);
      const server = await serveFolder(folder);
      try {
        await page.addInitScript(keepNews);
        await page.goto(`${server.origin}/index.html`);
        const problem = () => page.evaluate('globalThis.problem');
        await expect
          .poll(problem)
          .toEqual(['asset-missing', expect.stringContaining('bundler did not carry the files')]);
      } finally {
        await server.close();
      }
    });
  });
});

test('the modules that a page loads first name no asset, which some frameworks would fetch in advance', () => {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = readFileSync(path.join(packageFolder, 'esm', file), 'utf8');
    expect(source, file).not.toContain('../assets/');
    for (const [, next = ''] of source.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+)["'`]/g)) visit(next);
  };
  visit('index.js');
  visit('element.js');
  expect(seen.size).toBeGreaterThan(3);
});
