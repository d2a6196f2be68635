import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'lab/**/*.test.ts', 'docs/**/*.test.ts'],
    environment: 'node',
    // A hanging test must end by itself; the machines that run the tests are often slow.
    testTimeout: 30_000,
  },
});
