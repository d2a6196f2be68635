import { afterEach, describe, expect, test, vi } from 'vitest';
import { inPackage, workerAddress } from './packed-worker.mjs';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('workerAddress', () => {
  test('starts nothing, and puts the browser’s Worker back', () => {
    const browsers = class {
      constructor() {
        throw new Error('a worker was started');
      }
    };
    vi.stubGlobal('Worker', browsers);
    expect(workerAddress('packed:').options).toEqual({ type: 'module' });
    expect(globalThis.Worker).toBe(browsers);
  });

  test('a worker whose name no bundler has changed is taken from the package: beside the modules, or beside the assets', () => {
    expect(workerAddress('packed:').address).toMatch(/\/esm\/worker\.js$/);
    expect(workerAddress('https://site.example/copy/assets/').address).toBe(
      'https://site.example/copy/esm/worker.js',
    );
  });
});

test('in development Vite 7 leaves worker and assets where the package is', () => {
  const moved = 'http://localhost:5173/node_modules/.vite/';
  expect(inPackage(`${moved}deps/worker-whole.js?worker_file&type=module`)).toBe(
    'http://localhost:5173/node_modules/facecurve/esm/worker-whole.js',
  );
  expect(inPackage(`${moved}assets/a.bin`)).toBe('http://localhost:5173/node_modules/facecurve/assets/a.bin');
});
