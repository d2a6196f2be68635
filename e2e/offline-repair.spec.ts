import { expect } from '@playwright/test';
import { expectState } from './demo.ts';
import { expectOffline, test } from './kept-site.ts';

/** The page begins without an estimate, and with the detector that starts sooner. */
const QUICK = '?sample=none&detector=graph';

test('what the browser removed is fetched again on the next visit', async ({ keptSite }) => {
  const address = await keptSite.serve();
  const page = await keptSite.startBrowser();
  await page.goto(`${address}${QUICK}`);
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
  test(`on a host that ${name} an answer that an older version kept redirected opens; each address of the site opens, online and offline, after the cache was repaired`, async ({
    keptSite,
  }) => {
    const address = await keptSite.serveOddly(host);
    const page = await keptSite.startBrowser();
    const openSite = async (place: string) => {
      await page.goto(`${address}${place}${QUICK}`);
      await expectOffline(page, 'kept');
    };
    await openSite('');
    expect(await page.evaluate(keepRedirected)).toBeGreaterThan(0);
    await openSite('');
    await page.goto(`${address}docs/errors.html`);
    await expect(page.getByRole('heading', { name: 'Errors', level: 1 })).toBeVisible();

    await page.evaluate(removePagesAndScripts);
    await openSite('');
    expect(await page.evaluate(redirectedAnswers)).toEqual([]);
    const openAll = async () => {
      for (const place of ['', 'index.html']) await openSite(place);
      for (const place of [docs, 'docs/offline.html']) {
        await page.goto(`${address}${place}`);
        const heading = page.getByRole('heading', { name: 'Offline', level: 1 });
        await expect(heading).toBeVisible();
        await expect(heading).toHaveCSS('font-family', /Instrument/);
      }
    };
    await openAll();
    await keptSite.stopServer();
    await openAll();
    // The address itself, with the sample that it begins with.
    await page.goto(address);
    await expectState(page, 'result');
    await expectOffline(page, 'kept');
  });
}

/** Runs in the page: removes all that is kept but models and WebAssembly, whose addresses no host changes; the first test removes all. */
async function removePagesAndScripts(): Promise<void> {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (!request.url.includes('/assets/')) await cache.delete(request);
    }
  }
}

/** Addresses whose cached answers are redirected. Browsers refuse such answers for a page. */
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
