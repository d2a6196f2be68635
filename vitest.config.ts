import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'lab/**/*.test.ts', 'docs/**/*.test.ts'],
    environment: 'node',
    // Modules are loaded once, not for each file again, which was half of the processor time. What a test changes it puts back.
    pool: 'threads',
    isolate: false,
    // A hanging test must end by itself; the machines that run the tests are often slow.
    testTimeout: 30_000,
  },
});
