import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { launchOptions } from './e2e/launch-options.ts';
import { noticeRead } from './e2e/read-notice.ts';

/** A port that nobody listens on. It is kept in the environment, since each worker reads this file again. */
async function freePort(): Promise<string> {
  const known = process.env.FACECURVE_TEST_PORT;
  if (known !== undefined) return known;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  const port = typeof address === 'object' && address !== null ? String(address.port) : '4173';
  process.env.FACECURVE_TEST_PORT = port;
  return port;
}

/** Tests of a camera, whose pictures come in real time: at most one for each core. */
const CAMERAS = [
  'camera-controls',
  'camera-faults',
  'element-camera',
  'element-documents',
  'moments',
  'timeline',
  'turned-video',
  'watch',
  'webcam',
].map((name) => `**/${name}.spec.ts`);

const port = await freePort();

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/browser',
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.FACECURVE_TEST_REPORT ?? 'test-results/browser.json' }],
  ],
  globalSetup: './e2e/global-setup.ts',
  // `npm test` runs the first project with three workers, since much of them is waiting; the second one with two.
  workers: 1,
  projects: [
    { name: 'together', testIgnore: CAMERAS },
    { name: 'cameras', testMatch: CAMERAS },
  ],
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 60_000 },
  use: {
    // Below a path, not at the root, as on many a host: an address that leaves it shows as a missing file.
    // The test page is at ../harness/e2e/harness/.
    baseURL: `http://127.0.0.1:${port}/site/`,
    screenshot: 'only-on-failure',
    storageState: noticeRead(`http://127.0.0.1:${port}`),
    // Every test has a profile of its own, which would keep the whole site again; kept-site.ts and visit.spec.ts allow it.
    serviceWorkers: 'block',
    launchOptions: await launchOptions(),
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --outDir dist --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}/site/index.html`,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
