import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { npmCommand, runCommand } from '../scripts/run-command.mjs';
import { packageFolder } from './packed.ts';

/** The folder stays between runs. */
const workspace = path.resolve(import.meta.dirname, '..', '.cache', 'other-doms');
const manifest = JSON.stringify({
  private: true,
  type: 'module',
  dependencies: { 'happy-dom': '21.0.4', jsdom: '26.1.0' },
});

/** Scripts that make each DOM's classes global, as test runners do. */
const surroundings = {
  Node: '',
  jsdom: `const { JSDOM, VirtualConsole } = await import('jsdom');
    const virtualConsole = new VirtualConsole();
    virtualConsole.on('jsdomError', (error) => said.push(String(error)));
    spread(new JSDOM('', { url: 'https://example.com/', pretendToBeVisual: true, virtualConsole }).window);`,
  'happy-dom': `const { Window } = await import('happy-dom');
    spread(new Window({ url: 'https://example.com/' }));`,
} as const;

const program = (setUp: string) => `
  const said = [];
  for (const name of ['log', 'warn', 'error']) console[name] = (...words) => said.push(words.join(' '));
  process.on('unhandledRejection', (error) => said.push('unhandled ' + error));
  const spread = (window) => {
    for (const name of Object.getOwnPropertyNames(window)) {
      if (!(name in globalThis) || ['Event', 'CustomEvent', 'EventTarget', 'AbortController', 'AbortSignal'].includes(name))
        Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
    }
    Object.assign(globalThis, { window: globalThis });
  };
  ${setUp}
  const library = await import('${packageFolder}/esm/index.js');
  await import('${packageFolder}/esm/element.js');
  const answers = {};
  const calls = {
    createEstimator: () => library.createEstimator(),
    openCamera: () => library.openCamera(),
    decodeImage: () => library.decodeImage(new Blob(['x'])),
  };
  for (const [name, call] of Object.entries(calls)) {
    answers[name] = await call().then(() => 'worked', ({ code, message }) => code + ': ' + message);
  }
  let shown;
  let event;
  if (typeof document !== 'undefined') {
    const element = document.createElement('face-curve');
    document.body.append(element);
    await element.updateComplete;
    shown = element.shadowRoot.querySelector('.number') !== null;
    event = await new Promise((resolve) => {
      element.addEventListener('facecurve-error', ({ detail }) => resolve(detail.error.message));
      // jsdom cannot tell what is near.
      if (!('IntersectionObserver' in window)) element.setAttribute('loading', 'lazy');
      element.setAttribute('src', 'photo.jpg');
    });
    await element.updateComplete;
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
  }
  process.stdout.write(JSON.stringify({ answers, shown, event, said }));
  process.exit();`;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  const file = path.join(workspace, 'package.json');
  if (existsSync(path.join(workspace, 'node_modules')) && readFileSync(file, 'utf8') === manifest) return;
  rmSync(workspace, { recursive: true, force: true });
  mkdirSync(workspace, { recursive: true });
  writeFileSync(file, manifest);
  const { code, output } = await runCommand(
    [...npmCommand(), 'install', '--no-package-lock', '--no-audit', '--no-fund'],
    { limitSeconds: 240, folder: workspace, environment: { npm_config_omit: '', NODE_ENV: undefined } },
  );
  expect(code, output).toBe(0);
});

for (const [name, setUp] of Object.entries(surroundings)) {
  test(`${name}: importing and rendering are quiet, and calls say that they need a browser`, () => {
    const file = path.join(workspace, `${name}.mjs`);
    writeFileSync(file, program(setUp));
    const output = execFileSync(process.execPath, [file], { encoding: 'utf8', timeout: 60_000 });
    const { answers, shown, event, said } = JSON.parse(output);
    const refusal = 'backend-unavailable: facecurve needs a browser.';
    expect(answers).toEqual({ createEstimator: refusal, openCamera: refusal, decodeImage: refusal });
    if (name !== 'Node')
      expect({ shown, event }).toEqual({ shown: true, event: 'facecurve needs a browser.' });
    expect(said).toEqual([]);
  });
}
