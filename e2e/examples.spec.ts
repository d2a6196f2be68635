import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { codeBlocks } from '../scripts/build/docs/code-blocks.mjs';
import { npmCommand, runCommand } from '../scripts/run-command.mjs';
import { expectCurve } from './element.ts';
import { installPacked, strictPolicy, tarball } from './packed.ts';
import { serveFolder } from './static-server.ts';

const projectFolder = path.resolve(import.meta.dirname, '..');
const photo = path.join(projectFolder, 'public', 'samples', 'middle.jpg');
const names = ['html', 'vite-typescript', 'react', 'vue'] as const;

/** The folder stays between runs: all examples share one node_modules, and npm fetches each package once. */
const workspace = path.join(projectFolder, '.cache', 'examples');

async function run(folder: string, program: string, ...args: string[]): Promise<void> {
  const command: [string, ...string[]] = program === 'npm' ? [...npmCommand(), ...args] : [program, ...args];
  // npm passes its settings to every child process; the examples must not get those of the tests.
  const environment = { npm_config_omit: '', NODE_ENV: undefined };
  const { code, output } = await runCommand(command, { limitSeconds: 240, folder, environment });
  expect(code, `${program} ${args.join(' ')}\n${output}`).toBe(0);
}

/** Copies the examples without the files that an earlier start may have left. */
function copyExamples(): string {
  const manifests: string[] = [];
  for (const name of names) {
    const target = path.join(workspace, name);
    rmSync(target, { recursive: true, force: true });
    cpSync(path.join(projectFolder, 'examples', name), target, {
      recursive: true,
      filter: (file) => !/[\\/](node_modules|dist|facecurve)$/.test(file),
    });
    mkdirSync(path.join(target, 'public'), { recursive: true });
    copyFileSync(photo, path.join(target, name === 'html' ? '.' : 'public', 'photo.jpg'));
    const file = path.join(target, 'package.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    // The packed package is installed in each run.
    delete manifest.dependencies.facecurve;
    manifests.push(JSON.stringify(manifest));
    writeFileSync(file, JSON.stringify(manifest));
  }
  return createHash('sha256').update(manifests.join()).digest('hex');
}

async function installExamples(): Promise<void> {
  mkdirSync(workspace, { recursive: true });
  const key = copyExamples();
  const stamp = path.join(workspace, 'installed.txt');
  const isInstalled = existsSync(stamp) && readFileSync(stamp, 'utf8') === key;
  if (!isInstalled) {
    rmSync(stamp, { force: true });
    writeFileSync(path.join(workspace, 'package.json'), JSON.stringify({ private: true, workspaces: names }));
    await run(workspace, 'npm', 'install', '--no-audit', '--no-fund');
    writeFileSync(stamp, key);
  }
  await installPacked(path.join(workspace, 'node_modules'));
}

test.describe('examples, with the packed package', () => {
  test.beforeAll(async () => {
    test.setTimeout(300_000);
    await installExamples();
  });

  for (const name of names) {
    test(`${name} builds and shows a curve`, async ({ page }) => {
      const folder = path.join(workspace, name);
      await run(folder, 'npm', 'run', 'build');
      const policy = { 'content-security-policy': `${strictPolicy}; img-src 'self' blob: data:` };
      const server = await serveFolder(name === 'html' ? folder : path.join(folder, 'dist'), policy);
      try {
        await page.goto(`${server.origin}/`);
        if (name === 'vite-typescript') {
          await page.getByLabel('Photo').setInputFiles(photo);
          await expect(
            page.getByText(/^Looks about \d\d; 8 in 10 faces with this curve are between \d\d and \d\d\.$/),
          ).toBeVisible();
        } else {
          await expectCurve(page);
          await expect(page.getByText('1 face(s) in the picture.')).toBeVisible();
        }
        // A bundler gets the worker as one file, without a setting. A page without a bundler gets an entry and its parts.
        const ofWorker = server.asked.filter((file) => /\/worker[\w-]*\.js$/.test(file));
        expect(ofWorker).toHaveLength(name === 'html' ? 2 : 1);
      } finally {
        await server.close();
      }
    });
  }
});

test('the quick start, followed word by word in an empty folder, shows curves in all three ways', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'facecurve-quick-start-'));
  try {
    copyFileSync(tarball(), path.join(folder, path.basename(tarball())));
    copyFileSync(photo, path.join(folder, 'photo.jpg'));
    const source = readFileSync(path.join(projectFolder, 'docs', 'quick-start.md'), 'utf8');
    for (const { language, name, content } of codeBlocks(source)) {
      if (name !== undefined) writeFileSync(path.join(folder, name), content);
      if (language !== 'sh') continue;
      // The last command is a server that does not end. The test uses its own server.
      await run(folder, 'sh', '-ec', content.replace('npx vite preview\n', ''));
    }
    const root = await serveFolder(folder);
    const built = await serveFolder(path.join(folder, 'dist'));
    try {
      await page.goto(`${root.origin}/script-tag.html`);
      await expectCurve(page);
      await page.goto(`${root.origin}/module.html`);
      await expect(page.getByText(/^Looks about \d\d$/)).toBeVisible();
      await page.goto(`${built.origin}/`);
      await expectCurve(page);
    } finally {
      await Promise.all([root.close(), built.close()]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
