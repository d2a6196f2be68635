import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import ts from 'typescript';
import { type Example, examplesOf } from '../scripts/build/docs/code-blocks.mjs';
import { runCommand } from '../scripts/run-command.mjs';
import { test } from './camera-test.ts';
import { fakeCameraArguments } from './fake-camera.ts';
import { packageFolder } from './packed.ts';
import { serveFolder } from './static-server.ts';

const projectFolder = path.resolve(import.meta.dirname, '..');
const pageFile = path.join(projectFolder, 'docs', 'examples.md');

/** With this environment variable the test writes the outputs into the page instead of comparing them. */
const isWriting = process.env.FACECURVE_WRITE_EXAMPLES === '1';

const EXAMPLE = '/example.js';

const modulePage = `<!doctype html><title>example</title>
<script type="importmap">{"imports": {"facecurve": "/esm/index.js", "facecurve/element": "/esm/element.js"}}</script>`;

const scriptTagPage = '<!doctype html><title>example</title><script src="/facecurve.js"></script>';

function toJavaScript(source: string): string {
  const compilerOptions = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(source, { compilerOptions }).outputText;
}

/** Runs an example on the built package and returns what it prints, line by line. */
async function run(page: Page, { code }: Example): Promise<string> {
  const printed: string[] = [];
  page.on('console', (message) => {
    if (message.location().url.endsWith(EXAMPLE)) printed.push(`${message.text()}\n`);
  });
  const photo = readFileSync(path.join(projectFolder, 'public', 'samples', 'middle.jpg'));
  const server = await serveFolder(
    packageFolder,
    {},
    {
      '/index.html': code.name === 'script-tag' ? scriptTagPage : modulePage,
      [EXAMPLE]: toJavaScript(code.content),
      '/photo.jpg': photo,
    },
  );
  try {
    await page.goto(`${server.origin}/`);
    await page.evaluate(async (address) => {
      await import(address);
    }, EXAMPLE);
    // The page reports its messages by another event.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    return printed.join('');
  } finally {
    await server.close();
  }
}

function write({ title }: Example, output: string): void {
  const markdown = readFileSync(pageFile, 'utf8');
  const place = examplesOf(markdown).find((each) => each.title === title)?.output;
  if (place === undefined) throw new Error(`docs/examples.md has no "${title}".`);
  const end = place.start + place.content.length;
  writeFileSync(pageFile, markdown.slice(0, place.start) + output + markdown.slice(end));
}

const examples = examplesOf(readFileSync(pageFile, 'utf8'));

for (const example of examples) {
  test(`example "${example.title}" prints what docs/examples.md says`, async ({ pageWith }) => {
    const output = await run(await pageWith(fakeCameraArguments), example);
    if (isWriting) write(example, output);
    else expect(output).toBe(example.output.content);
  });
}

test('the examples hold under strict TypeScript', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'facecurve-examples-'));
  try {
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(packageFolder, path.join(folder, 'node_modules', 'facecurve'), 'junction');
    const typed = examples.filter(({ code }) => code.language === 'ts');
    const files = typed.map(({ code }, index) => {
      const file = `example-${index}.ts`;
      writeFileSync(path.join(folder, file), code.content);
      return file;
    });
    const lib = ['es2023', 'dom', 'dom.iterable'];
    const compilerOptions = {
      noEmit: true,
      strict: true,
      noUncheckedIndexedAccess: true,
      target: 'es2022',
      lib,
      types: [],
      module: 'esnext',
      moduleResolution: 'bundler',
    };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const compiler = path.join(projectFolder, 'node_modules', 'typescript', 'bin', 'tsc');
    const { output } = await runCommand([process.execPath, compiler], { limitSeconds: 180, folder });
    expect(output).toBe('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
