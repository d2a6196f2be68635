import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { PlainFace } from './harness/library.ts';
import { sample } from './harness-page.ts';
import { type StaticServer, serveFolder, serveStatic } from './static-server.ts';
import { recordWorkers } from './workers.ts';

const site = path.resolve('dist/harness');
const pageName = '/e2e/harness/index.html';
const strict = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

let server: StaticServer | undefined;

/** Opens the harness page on a separate server that sends these headers. */
async function open(
  page: Page,
  headers: Record<string, string> = {},
  pages: Record<string, string | Buffer> = {},
): Promise<void> {
  server = await serveFolder(site, headers, pages);
  await recordWorkers(page);
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(globalThis, { violations });
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      violations.push(`${effectiveDirective} ${blockedURI}`);
    });
  });
  await page.goto(`${server.origin}${pageName}`);
  await expect.poll(() => page.evaluate(() => 'harness' in globalThis)).toBe(true);
}

test.afterEach(async () => {
  await server?.close();
  server = undefined;
});

const create = (page: Page) => page.evaluate(() => harness.library.create({ backend: 'wasm' }));

async function estimate(page: Page): Promise<PlainFace[]> {
  const faces = await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
  if (!Array.isArray(faces)) throw new Error(JSON.stringify(faces));
  return faces;
}

const violations = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);

let plainFaces: PlainFace[] | undefined;

/** The answer in a page without a policy, estimated once. */
async function plainAnswer(page: Page): Promise<PlainFace[]> {
  plainFaces ??= await estimatePlainly(page);
  return plainFaces;
}

async function estimatePlainly(page: Page): Promise<PlainFace[]> {
  await open(page);
  expect(await create(page)).toMatchObject({ host: 'worker', hostReason: null });
  const faces = await estimate(page);
  expect(faces).toMatchObject([{ age: expect.any(Array) }]);
  await server?.close();
  return faces;
}

test('a strict content security policy without eval', async ({ page }) => {
  const plain = await plainAnswer(page);
  await open(page, { 'content-security-policy': strict });
  expect(await create(page)).toMatchObject({ backend: 'wasm', host: 'worker' });
  expect(await estimate(page)).toEqual(plain);
  expect(await violations(page)).toEqual([]);
});

test('required Trusted Types', async ({ page }) => {
  await open(page, {
    'content-security-policy': `${strict}; require-trusted-types-for 'script'; trusted-types facecurve`,
  });
  expect(await create(page)).toMatchObject({ host: 'worker' });
  expect(await estimate(page)).toHaveLength(1);
  expect(await violations(page)).toEqual([]);
});

const withoutWorker: readonly [name: string, policy: string | null][] = [
  ['a policy that forbids workers', `${strict}; worker-src 'none'`],
  [
    'Trusted Types without a policy of ours',
    `${strict}; require-trusted-types-for 'script'; trusted-types 'none'`,
  ],
  ['a browser without workers', null],
];
for (const [name, policy] of withoutWorker) {
  test(`${name}: the page does the work, with the same answer`, async ({ page }) => {
    const plain = await plainAnswer(page);
    if (policy === null) await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
    await open(page, policy === null ? {} : { 'content-security-policy': policy });
    if (policy === null) await page.evaluate(() => Reflect.deleteProperty(globalThis, 'Worker'));
    expect(await create(page)).toMatchObject({ host: 'page', hostReason: expect.stringContaining('worker') });
    expect(await estimate(page)).toEqual(plain);
    // Starts again in the same page after the first estimator was disposed.
    expect(await create(page)).toMatchObject({ host: 'page' });
    expect(await estimate(page)).toEqual(plain);
  });
}

test('a page with a tfjs of its own keeps it', async ({ page }) => {
  const plain = await plainAnswer(page);
  const html = await readFile(path.join(site, pageName), 'utf8');
  await open(
    page,
    {},
    {
      '/own-tfjs.js': await readFile(path.resolve('node_modules/@tensorflow/tfjs/dist/tf.min.js')),
      [pageName]: html.replace('<head>', '<head><script src="/own-tfjs.js"></script>'),
    },
  );
  interface OwnTfjs {
    setBackend(name: string): Promise<boolean>;
    getBackend(): string;
    scalar(value: number): { square(): { dataSync(): Float32Array } };
    memory(): { numTensors: number };
  }
  const own = () =>
    page.evaluate(() => {
      const { tf } = globalThis as unknown as { tf: OwnTfjs };
      const [square] = tf.scalar(3).square().dataSync();
      return { square, backend: tf.getBackend(), tensors: tf.memory().numTensors };
    });
  await page.evaluate(() => (globalThis as unknown as { tf: OwnTfjs }).tf.setBackend('cpu'));
  expect(await own()).toEqual({ square: 9, backend: 'cpu', tensors: 2 });
  expect(await create(page)).toMatchObject({ host: 'worker' });
  expect(await estimate(page)).toEqual(plain);
  expect(await own()).toEqual({ square: 9, backend: 'cpu', tensors: 4 });
});

test('a picture of another origin that allows nobody is a typed error with the way out', async ({ page }) => {
  const other = await serveFolder(path.resolve('public'));
  try {
    await open(page);
    await create(page);
    const outcome = await page.evaluate(async (url) => {
      const { library } = harness;
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return Promise.all(
        [image, canvas, url].map((source) => library.orError(() => library.current().estimate(source))),
      );
    }, `${other.origin}/samples/old.jpg`);
    const error = { code: 'image-tainted', remedy: expect.stringContaining('crossorigin') };
    const ofAddress = { ...error, remedy: expect.stringContaining('Access-Control-Allow-Origin') };
    expect(outcome).toMatchObject([error, error, ofAddress]);
    // The estimator still works.
    expect(await estimate(page)).toHaveLength(1);
  } finally {
    await other.close();
  }
});

test('a killed worker is replaced, also with a call under way, and each time reported once', async ({
  page,
}) => {
  await open(page);
  await create(page);
  const plain = await estimate(page);
  const kill = () => page.evaluate(() => recordedWorkers.at(-1)?.worker.terminate());
  const recovered = () => page.evaluate(() => harness.library.recovered);
  await kill();
  expect(await estimate(page)).toEqual(plain);
  expect(await recovered()).toEqual(['worker-lost']);
  const underWay = await page.evaluate(async (url) => {
    const { library } = harness;
    const picture = await library.fetchBlob(url);
    const calls = [1, 2].map(() => library.current().estimate(picture));
    await new Promise((next) => setTimeout(next, 5));
    recordedWorkers.at(-1)?.worker.terminate();
    return (await Promise.all(calls)).map((faces) => faces.map(library.plain));
  }, sample('old'));
  expect(underWay).toEqual([plain, plain]);
  expect(await recovered()).toEqual(['worker-lost', 'worker-lost']);
});

test('a watch goes on after its worker was killed, with ids that were not given before', async ({ page }) => {
  await open(page);
  const watch = await page.evaluate(
    (url) => harness.watch.begin({ parts: [{ url, x: 120, side: 340 }] }),
    sample('old'),
  );
  const ids = (from: number) =>
    page.evaluate(
      ([number, start]) =>
        harness.watch.updates(number, start).flatMap(({ faces }) => faces.map(({ id }) => id)),
      [watch, from] as const,
    );
  await expect.poll(async () => (await ids(0)).length).toBeGreaterThan(2);
  await page.evaluate(() => recordedWorkers.at(-1)?.worker.terminate());
  await expect.poll(async () => new Set(await ids(0))).toEqual(new Set([0, 1]));
});

test('a policy without wasm-unsafe-eval: the remedy names the directive', async ({ page }) => {
  await open(page, {
    'content-security-policy': "default-src 'self'; script-src 'self'; connect-src 'self'",
  });
  const create = (options: Parameters<typeof harness.library.create>[0]) =>
    page.evaluate((given) => harness.library.create(given), options);
  const named = { remedy: expect.stringContaining("'wasm-unsafe-eval'") };
  expect(await create({ backend: 'wasm' })).toMatchObject(named);
  expect(await create({ backend: 'auto' })).toMatchObject(named);
  expect(await create({ backend: 'webgl', detector: 'mediapipe' })).toMatchObject(named);
  // The graph needs no WebAssembly where there is a GPU.
  expect(await create({ backend: 'webgl' })).toMatchObject({ backend: 'webgl', detector: { name: 'graph' } });
});

test('files of another origin without CORS, and a sandboxed frame: the remedy names the header', async ({
  page,
}) => {
  const other = await serveFolder(path.resolve('public'));
  try {
    await open(page);
    const elsewhere = await page.evaluate(
      (assets) => harness.library.create({ assets, backend: 'wasm' }),
      `${other.origin}/assets/`,
    );
    expect(elsewhere).toMatchObject({
      code: 'asset-missing',
      remedy: expect.stringContaining('Access-Control-Allow-Origin'),
    });
    // Scripts of a sandboxed frame need the header. The assets come without the header.
    const framed = await serveStatic({
      folders: { '/': site },
      headers: (name) => (name.includes('/assets/') ? {} : { 'access-control-allow-origin': '*' }),
      made: { '/around.html': `<iframe sandbox="allow-scripts" src="${pageName}"></iframe>` },
    });
    try {
      await page.goto(`${framed.origin}/around.html`);
      const frame = page.frameLocator('iframe').locator('body');
      await expect.poll(() => frame.evaluate(() => 'harness' in globalThis)).toBe(true);
      const sandboxed = await frame.evaluate(() => harness.library.create({ backend: 'wasm' }));
      expect(sandboxed).toMatchObject({ remedy: expect.stringContaining('allow-same-origin') });
    } finally {
      await framed.close();
    }
  } finally {
    await other.close();
  }
});
