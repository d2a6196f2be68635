import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { build } from 'vite';
import { codeBlocks } from '../scripts/build/docs/code-blocks.mjs';
import { npmCommand, runCommand } from '../scripts/run-command.mjs';
import { checkTypes, installDeclarations, markingProjects } from './framework-types.ts';
import { packageFolder } from './packed.ts';
import { type StaticServer, serveFolder } from './static-server.ts';

const projectFolder = path.resolve(import.meta.dirname, '..');
const sources = path.join(import.meta.dirname, 'frameworks');
/** The folder stays between runs, with the frameworks' packages. */
const workspace = path.join(projectFolder, '.cache', 'frameworks');

const built = path.join(workspace, 'dist');
const names = ['react', 'react-old-name', 'react-18', 'vue', 'preact', 'solid', 'svelte', 'lit'] as const;

async function installFrameworks(): Promise<void> {
  const manifest = readFileSync(path.join(sources, 'package.json'), 'utf8');
  const stamp = path.join(workspace, 'installed.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === manifest) return;
  rmSync(workspace, { recursive: true, force: true });
  mkdirSync(workspace, { recursive: true });
  writeFileSync(path.join(workspace, 'package.json'), manifest);
  // npm does not install two versions of React by default.
  const options = ['--legacy-peer-deps', '--no-package-lock', '--no-audit', '--no-fund'];
  const { code, output } = await runCommand([...npmCommand(), 'install', ...options], {
    limitSeconds: 240,
    folder: workspace,
    environment: { npm_config_omit: '', NODE_ENV: undefined },
  });
  expect(code, output).toBe(0);
  writeFileSync(stamp, manifest);
}

/** The component for React 18 that docs/element.md shows. */
function exampleForReact18(): string {
  const blocks = codeBlocks(readFileSync(path.join(projectFolder, 'docs', 'element.md'), 'utf8'));
  return blocks.find(({ name }) => name === 'face.tsx')?.content ?? '';
}

/** One script per framework. The page loads the package's files as they are. */
async function buildPages(): Promise<void> {
  const folder = path.join(workspace, 'src');
  rmSync(folder, { recursive: true, force: true });
  cpSync(sources, folder, { recursive: true });
  rmSync(path.join(folder, 'package.json'));
  rmSync(path.join(folder, 'types'), { recursive: true });
  writeFileSync(path.join(folder, 'face.tsx'), exampleForReact18());
  const compiler = path.join(workspace, 'node_modules', 'svelte', 'src', 'compiler', 'index.js');
  const { compile } = await import(compiler);
  await build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'react-18',
        enforce: 'pre',
        resolveId(source, importer = '') {
          const isOf18 = /^react(\/|$)/.test(source) && /\/(react-dom-18\/|face\.tsx$)/.test(importer);
          return isOf18
            ? this.resolve(source.replace('react', 'react-18'), path.join(folder, 'react-18.js'))
            : null;
        },
      },
      {
        name: 'element-in-the-page',
        resolveId: (source) => (source.startsWith('facecurve/') ? '\0element' : null),
        load: (id) => (id === '\0element' ? '' : null),
      },
      {
        name: 'svelte-components',
        transform: (code, id) =>
          id.endsWith('.svelte') ? compile(code, { filename: id, generate: 'client' }).js.code : null,
      },
    ],
    build: {
      outDir: built,
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: {
        input: Object.fromEntries(names.map((name) => [name, path.join(folder, `${name}.js`)])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}

function scripts(): Record<string, Buffer> {
  return Object.fromEntries(
    readdirSync(built).map((file) => [`/${file}`, readFileSync(path.join(built, file))]),
  );
}

test.beforeAll(async () => {
  test.setTimeout(300_000);
  await installFrameworks();
  installDeclarations(workspace);
  await buildPages();
});

test.describe('in a page', () => {
  let server: StaticServer;
  let page: Page;

  // All share a page and its engine, which the first element keeps: a start takes longer than what is tested.
  test.beforeAll(async ({ browser }) => {
    server = await serveFolder(
      path.dirname(packageFolder),
      {},
      {
        '/index.html': `<!doctype html><script type="module" src="package/esm/element.js"></script>
<main></main><face-curve src="photo.jpg" backend="wasm" style="display: none"></face-curve>`,
        ...scripts(),
        '/photo.jpg': readFileSync(path.join(projectFolder, 'public', 'samples', 'old.jpg')),
      },
    );
    page = await browser.newPage();
    await page.goto(`${server.origin}/`);
  });

  test.afterAll(async () => {
    await page.close();
    await server.close();
  });

  for (const name of names) {
    test(`${name} sets attributes, properties and listeners`, async () => {
      const problems: string[] = [];
      const note = (error: Error) => problems.push(String(error));
      page.on('pageerror', note);
      await page.evaluate((script) => {
        const root = Object.assign(document.createElement('div'), { id: 'root' });
        document.querySelector('main')?.replaceChildren(root);
        document.head.append(
          Object.assign(document.createElement('script'), { type: 'module', src: script }),
        );
      }, `${name}.js`);
      const element = page.locator('main face-curve');
      await expect(element.getByRole('button', { name: 'Mirror' })).toBeVisible();
      await expect(element.locator('.age .bars rect')).toHaveCount(101);
      await expect(element.locator('.votes .bars rect')).toHaveCount(10);
      page.off('pageerror', note);
      expect(problems).toEqual([]);
    });
  }
});

const whatIsChecked = 'the type check knows attributes, properties and events, and finds what is wrong';

for (const name of markingProjects) {
  // Lines that have to fail say so: an error that is missing is an error.
  test(`${name}: ${whatIsChecked}`, async () => {
    const files: Record<string, string> = name === 'react-18' ? { 'face.tsx': exampleForReact18() } : {};
    expect(await checkTypes(name, { workspace, files })).toBe('');
  });
}

test(`svelte: ${whatIsChecked}`, async () => {
  const output = await checkTypes('svelte', { workspace });
  const failed = [...output.matchAll(/ ERROR "app\.svelte" (\d+):/g)].map(([, line]) => Number(line));
  const lines = readFileSync(path.join(sources, 'types', 'svelte', 'app.svelte'), 'utf8').split('\n');
  const expected = lines.flatMap((line, index) => (line.includes('<!-- wrong') ? [index + 1] : []));
  expect(failed, output).toEqual(expected);
});
