import { afterEach, expect, test, vi } from 'vitest';
import { workerAddress } from './packed-worker.mjs';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('gives what a bundler wrote there, starts nothing, and puts the browser’s Worker back', () => {
  const browsers = class {
    constructor() {
      throw new Error('a worker was started');
    }
  };
  vi.stubGlobal('Worker', browsers);
  const { address, options } = workerAddress();
  expect(new URL(address).pathname).toMatch(/\/worker\.js$/);
  expect(options).toEqual({ type: 'module' });
  expect(globalThis.Worker).toBe(browsers);
});
