import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import { expectAgeCurve, expectState, outcomeOf, pickFile } from './demo.ts';
import { fakeCameraArguments, readSamples } from './fake-camera.ts';
import { launchOptions, softwareWebGpu } from './launch-options.ts';
import { type StaticServer, serveFolder, serveStatic } from './static-server.ts';

const siteFolder = path.resolve('dist/site');

let folder: string;
let server: StaticServer | undefined;
let context: BrowserContext | undefined;

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'facecurve-offline-'));
});

test.afterEach(async () => {
  await context?.close();
  await server?.close();
  context = undefined;
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** A browser of its own, with a profile that outlives it. */
async function startBrowser(): Promise<Page> {
  context = await chromium.launchPersistentContext(path.join(folder, 'profile'), {
    ...(await launchOptions([...softwareWebGpu, ...fakeCameraArguments])),
    serviceWorkers: 'allow',
  });
  return context.pages()[0] ?? (await context.newPage());
}

async function expectOffline(page: Page, state: string): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-offline', state);
}

/** Serves the site below a path, as on many a host. */
async function serveSite(root = path.resolve('dist')): Promise<string> {
  server = await serveFolder(root);
  return `${server.origin}/site/`;
}

async function middleSample(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const buffer = (await readSamples()).get('middle.jpg');
  if (buffer === undefined) throw new Error('no sample middle.jpg');
  return { name: 'middle.jpg', mimeType: 'image/jpeg', buffer };
}

test('with the server gone, a new browser opens the page and the docs, and looks at a photo and the camera', async () => {
  const address = await serveSite();
  let page = await startBrowser();
  await page.goto(address);
  await expectOffline(page, 'kept');
  await expect(page.locator('#requests')).toHaveText(/^0 requests/);
  await context?.close();
  await server?.close();
  await expect(fetch(address)).rejects.toThrow();

  page = await startBrowser();
  await page.goto(`${address}?lang=en&backend=wasm`);
  await expectState(page, 'ready');
  expect(await pickFile(page, await middleSample())).toBe('result');
  await expectAgeCurve(page);
  for (const sample of await page.locator('#samples img').all()) {
    await expect(sample).not.toHaveJSProperty('naturalWidth', 0);
  }
  await page.locator('#use-camera').click();
  await expectState(page, 'camera');
  await expectAgeCurve(page);
  await page.locator('#use-camera').click();
  await page.getByRole('link', { name: 'Docs' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto(`${address}docs/offline.html`);
  await expect(page.getByRole('heading', { name: 'Offline', level: 1 })).toBeVisible();
});

test('every backend, worker and model of the site is kept', async () => {
  const address = await serveSite();
  const page = await startBrowser();
  await page.goto(address);
  await expectOffline(page, 'kept');
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const lists = names.map(async (name) => (await caches.open(name)).keys());
    return (await Promise.all(lists)).flat().map(({ url }) => url);
  });
  const paths = kept.map((url) => new URL(url).pathname.replace('/site/', ''));
  for (const part of [
    /^index\.html$/,
    /webgpu-.*\.js$/,
    /webgl-.*\.js$/,
    /wasm-.*\.js$/,
    /worker-main-.*\.js$/,
  ]) {
    expect(paths.filter((name) => part.test(name)).length, String(part)).toBeGreaterThan(0);
  }
  for (const part of [
    /vision_wasm.*\.wasm$/,
    /simd\.wasm$/,
    /\.tflite$/,
    /weights\.bin$/,
    /\.woff2$/,
    /^docs\/errors\.html$/,
  ]) {
    expect(paths.filter((name) => part.test(name)).length, String(part)).toBeGreaterThan(0);
  }
  expect(kept.every((url) => url.startsWith(address))).toBe(true);
});

test('the open weights are not kept until a page has used them; then they work without the server', async () => {
  const address = await serveSite(path.resolve('dist'));
  let page = await startBrowser();
  await page.goto(address);
  await expectOffline(page, 'kept');
  const open = () => page.evaluate(keptOpenWeights);
  expect(await open()).toEqual([]);
  // A page has to be controlled before the worker sees what it fetches.
  await page.reload();
  const fetched = () => page.evaluate(fetchOpenWeights);
  const sizes = await fetched();
  expect(sizes.every((size) => size > 1000)).toBe(true);
  await expect.poll(open).toHaveLength(sizes.length);
  await context?.close();
  await server?.close();

  page = await startBrowser();
  await page.goto(address);
  expect(await fetched()).toEqual(sizes);
});

async function keptOpenWeights(): Promise<string[]> {
  const lists = (await caches.keys()).map(async (name) => (await caches.open(name)).keys());
  return (await Promise.all(lists))
    .flat()
    .map(({ url }) => url)
    .filter((url) => url.includes('/facecurve-open/'));
}

/** The size of each file as the page's own worker would get it. */
async function fetchOpenWeights(): Promise<number[]> {
  const names = ['card.json', 'golden.json', 'model.json', 'weights.bin'];
  const answers = names.map((name) => fetch(`assets/models/facecurve-open/${name}`));
  return Promise.all(answers.map(async (answer) => (await (await answer).arrayBuffer()).byteLength));
}

test('a new version waits for consent, and runs after it', async () => {
  await cp(siteFolder, path.join(folder, 'www/site'), { recursive: true });
  const address = await serveSite(path.join(folder, 'www'));
  const page = await startBrowser();
  await page.goto(address);
  await expectOffline(page, 'kept');
  await publishTitle('the second version');
  await page.reload();
  const toast = page.locator('#new-version');
  await expect(toast).toBeVisible();
  await expect(toast).toContainText('A new version of this page is ready.');
  // The old one runs until then, on the next visit too.
  await page.reload();
  await expect(page).toHaveTitle(/how old a face looks/);
  await expect(toast).toBeVisible();
  expect(await outcomeOf(page, () => page.getByRole('button', { name: 'Sample: middle age' }).click())).toBe(
    'result',
  );
  await toast.getByRole('button', { name: 'Reload' }).click();
  await expect(page).toHaveTitle('the second version');
  await expectOffline(page, 'kept');
  await expect(toast).toBeHidden();
});

/** What a build of a changed page leaves: the page, and its other revision in the service worker. */
async function publishTitle(title: string): Promise<void> {
  const site = path.join(folder, 'www/site');
  const page = path.join(site, 'index.html');
  await writeFile(page, (await readFile(page, 'utf8')).replace(/(<title[^>]*>)[^<]*/, `$1${title}`));
  const worker = path.join(site, 'service-worker.js');
  const changed = (await readFile(worker, 'utf8')).replace(
    /(url:[`"]index\.html[`"],revision:[`"])[0-9a-f]+/,
    '$10123456789abcdef0123',
  );
  expect(changed).toContain('0123456789abcdef0123');
  await writeFile(worker, changed);
}

test('with the storage full the page works, says so, and keeps itself once there is room', async () => {
  const address = await serveSite();
  const page = await startBrowser();
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(address);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2_000_000 });
  await page.goto(address);
  await expectOffline(page, 'storage-full');
  const toast = page.locator('#not-kept');
  await expect(toast).toContainText('There is not enough space to keep this page');
  await expect(toast.locator('[data-reason="unreachable"]')).toBeHidden();
  expect(await pickFile(page, await middleSample())).toBe('result');
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await toast.getByRole('button', { name: 'Try again' }).click();
  await expectOffline(page, 'kept');
  await expect(toast).toBeHidden();
});

test('what the browser removed is fetched again on the next visit', async () => {
  const address = await serveSite();
  const page = await startBrowser();
  await page.goto(address);
  await expectOffline(page, 'kept');
  const count = () =>
    page.evaluate(async () => {
      const [name = ''] = await caches.keys();
      return (await (await caches.open(name)).keys()).length;
    });
  const all = await count();
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.reload();
  await expectOffline(page, 'kept');
  expect(all).toBeGreaterThan(40);
  expect(await count()).toBe(all);
});

interface OddHost {
  readonly name: string;
  /** The path that a path is redirected to; undefined where the host answers. */
  readonly location: (path: string) => string | undefined;
  readonly nameOf: (path: string) => string;
  /** Where the page docs/offline.html is found in the end. */
  readonly docs: string;
}

const oddHosts: readonly OddHost[] = [
  {
    name: 'redirects index.html to its folder',
    location: (path) => (path.endsWith('/index.html') ? path.slice(0, -'index.html'.length) : undefined),
    nameOf: (path) => (path.endsWith('/') ? `${path}index.html` : path),
    docs: 'docs/offline.html',
  },
  {
    name: 'strips .html',
    location: (path) =>
      path.endsWith('.html') ? path.replace(/(?<=\/)index\.html$|\.html$/, '') : undefined,
    nameOf: (path) => {
      if (path.endsWith('/')) return `${path}index.html`;
      return path.includes('.') ? path : `${path}.html`;
    },
    docs: 'docs/offline',
  },
  {
    name: 'strips .html and adds a slash',
    location: (path) => {
      if (path.endsWith('/index.html')) return path.slice(0, -'index.html'.length);
      return path.endsWith('.html') ? path.replace(/\.html$/, '/') : undefined;
    },
    nameOf: (path) => {
      if (!path.endsWith('/')) return path;
      return /\/docs\/./.test(path) ? `${path.slice(0, -1)}.html` : `${path}index.html`;
    },
    docs: 'docs/offline/',
  },
];
for (const { name, docs, ...host } of oddHosts) {
  test(`on a host that ${name} each address of the site opens, online and offline, after the cache was repaired`, async () => {
    server = await serveStatic({ folders: { '/': path.resolve('dist') }, ...host });
    const address = `${server.origin}/site/`;
    const page = await startBrowser();
    await page.goto(address);
    await expectOffline(page, 'kept');
    await page.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    });
    await page.reload();
    await expectOffline(page, 'kept');
    expect(await page.evaluate(redirectedAnswers)).toEqual([]);
    const open = async () => {
      for (const place of ['', 'index.html']) {
        await page.goto(`${address}${place}`);
        await expectOffline(page, 'kept');
      }
      for (const place of [docs, 'docs/offline.html']) {
        await page.goto(`${address}${place}`);
        const heading = page.getByRole('heading', { name: 'Offline', level: 1 });
        await expect(heading).toBeVisible();
        await expect(heading).toHaveCSS('font-family', /Instrument/);
      }
    };
    await open();
    await server.close();
    await open();
  });

  test(`on a host that ${name} an answer that an older version kept redirected opens`, async () => {
    server = await serveStatic({ folders: { '/': path.resolve('dist') }, ...host });
    const address = `${server.origin}/site/`;
    const page = await startBrowser();
    await page.goto(address);
    await expectOffline(page, 'kept');
    expect(await page.evaluate(keepRedirected)).toBeGreaterThan(0);
    await page.goto(address);
    await expectOffline(page, 'kept');
    await page.goto(`${address}docs/errors.html`);
    await expect(page.getByRole('heading', { name: 'Errors', level: 1 })).toBeVisible();
  });
}

/** The addresses whose kept answers came by a redirect: a browser refuses them for a page. */
async function redirectedAnswers(): Promise<string[]> {
  const found: string[] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if ((await cache.match(request))?.redirected) found.push(request.url);
    }
  }
  return found;
}

/** Puts a new answer for each cached page into the cache, redirected answers too. @returns the number of redirected answers */
async function keepRedirected(): Promise<number> {
  let count = 0;
  const [name = ''] = (await caches.keys()).filter((each) => !each.endsWith('on demand'));
  const cache = await caches.open(name);
  for (const { url } of await cache.keys()) {
    if (!new URL(url).pathname.endsWith('.html')) continue;
    // The worker does not control the first visit, so the answer comes from the host.
    const answer = await fetch(url);
    if (!answer.redirected) continue;
    await cache.put(url, answer);
    count++;
  }
  return count;
}

test('Chromium finds the page installable, and nothing wrong with its manifest', async () => {
  const address = await serveSite();
  const page = await startBrowser();
  const devtools = await page.context().newCDPSession(page);
  await page.goto(address);
  await expectOffline(page, 'kept');
  const { url, errors, data = '{}' } = await devtools.send('Page.getAppManifest');
  expect(url).toBe(`${address}manifest.webmanifest`);
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
  const { icons, screenshots } = JSON.parse(data) as Record<'icons' | 'screenshots', Picture[]>;
  for (const { src, sizes } of [...icons, ...screenshots]) {
    const size = await page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(size, src).toBe(sizes);
  }
});

interface Picture {
  readonly src: string;
  readonly sizes: string;
}

test('a picture that another program shares is looked at, offline too, and leaves no trace in the address', async () => {
  const address = await serveSite();
  const page = await startBrowser();
  await page.goto(address);
  await expectOffline(page, 'kept');
  await server?.close();
  // Sharing is a form that the browser sends; here a page that is not ours sends it.
  await page.goto('about:blank');
  await page.setContent(
    `<form action="${address}share-picture" method="post" enctype="multipart/form-data"><input type="file" name="picture"><button>Share</button></form>`,
  );
  await page.locator('input').setInputFiles(await middleSample());
  await page.getByRole('button', { name: 'Share' }).click();
  await expectState(page, 'result');
  await expectAgeCurve(page);
  expect(page.url()).toBe(address);
  // Those of the site's own files: no picture is kept.
  const names = await page.evaluate(() => caches.keys());
  expect(names).toEqual([`facecurve ${address}`, `facecurve ${address} on demand`]);
});

test('where service workers are refused it is a normal page, without a word', async () => {
  const address = await serveSite();
  const page = await startBrowser();
  await page.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'SecurityError'));
  });
  await page.goto(address);
  await expectOffline(page, 'unavailable');
  await expect(page.locator('#requests')).toHaveText(/^0 requests/);
  await expect(page.locator('.toast:visible')).toHaveCount(0);
});
