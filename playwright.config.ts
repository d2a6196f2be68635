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

/** Tests of a camera, whose pictures come in real time. */
const CAMERAS = [
  'camera-controls',
  'camera-faults',
  'element-camera',
  'element-documents',
  'moments',
  'soak',
  'timeline',
  'turned-video',
  'watch',
  'webcam',
].map((name) => `**/${name}.spec.ts`);

/** Tests of the library, the element and the package. They never open the demo, whose notice the others have read. */
const LIBRARY = [
  'backends',
  'bundlers',
  'coordinates',
  'detector-*',
  'doc-examples',
  'drawing',
  'element',
  'element-*',
  'evaluate',
  'examples',
  'explanation',
  'frameworks',
  'fuzz',
  'fuzz-*',
  'group',
  'hostile',
  'library',
  'library-*',
  'many-photos',
  'minors',
  'near-and-far',
  'old-browser',
  'other-doms',
  'package',
  'picture-formats',
  'release',
  'script-tag',
  'script-tag-*',
  'second-worker',
  'set-pictures',
  'turned',
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
  // `npm test` takes three. Tests of a camera begin first and are at most two at a time: much of them is waiting, which a third test fills.
  // The tests that compute a GPU on the processor are in the last project, after those of a camera.
  workers: 1,
  projects: [
    { name: 'cameras', testMatch: CAMERAS, workers: 2 },
    {
      name: 'demo',
      testIgnore: [...CAMERAS, ...LIBRARY],
      // Playwright opens a page of its own for it before each test.
      use: { storageState: noticeRead(`http://127.0.0.1:${port}`) },
    },
    { name: 'library', testMatch: LIBRARY, testIgnore: CAMERAS },
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
