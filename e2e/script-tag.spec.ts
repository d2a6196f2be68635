import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { expectCurve } from './element.ts';
import { packageFolder, readPacked } from './packed.ts';
import { type StaticServer, serveFolder } from './static-server.ts';

const samples = path.resolve(import.meta.dirname, '..', 'public', 'samples');
const hashes = JSON.parse(readPacked('integrity.json')) as Readonly<Record<string, string>>;

/** The origin of the page and the origin of the package, which allows the page to read its files. */
async function twoOrigins(
  pageOf: (assets: string) => string,
): Promise<[site: StaticServer, files: StaticServer]> {
  const files = await serveFolder(packageFolder, {
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
  const policy = [
    "default-src 'self'",
    `script-src 'self' ${files.origin} 'wasm-unsafe-eval'`,
    `worker-src blob: ${files.origin}`,
    `connect-src 'self' ${files.origin}`,
    "style-src 'self'",
    "img-src 'self' blob:",
    "require-trusted-types-for 'script'; trusted-types facecurve facecurve-element",
  ].join('; ');
  const site = await serveFolder(
    samples,
    { 'content-security-policy': policy, 'cross-origin-embedder-policy': 'require-corp' },
    { '/index.html': pageOf(files.origin) },
  );
  return [site, files];
}

/** Errors and warnings of the browser's console. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript|integrity|CORS/i.test(message.text()))
      complaints.push(message.text());
  });
  return complaints;
}

test('the script tag’s file is at most 60 KB after compression', () => {
  expect(gzipSync(readPacked('facecurve.js'), { level: 9 }).length).toBeLessThanOrEqual(60_000);
});

test('from another origin, with integrity, under a policy and Trusted Types: two lines show a curve', async ({
  page,
}) => {
  const [site, files] = await twoOrigins(
    (origin) => `<!doctype html><title>page</title>
<script src="${origin}/facecurve.js" crossorigin="anonymous" integrity="${hashes['facecurve.js']}"></script>
<face-curve src="middle.jpg" view="dots"></face-curve>`,
  );
  try {
    const complaints = complaintsOf(page);
    await page.goto(`${site.origin}/`);
    await expectCurve(page);
    // Loaded when they are shown, from the other origin too.
    await expect(page.locator('face-curve .bars circle')).toHaveCount(50);
    expect(page.workers().map((worker) => worker.url())).toEqual([expect.stringMatching(/^blob:/)]);
    expect(await page.evaluate(() => typeof window.facecurve?.createEstimator)).toBe('function');
    expect(complaints).toEqual([]);
  } finally {
    await Promise.all([site.close(), files.close()]);
  }
});

test('next to another copy of Lit, and to a second copy of the element, each has its Trusted Types policy', async ({
  page,
}) => {
  const policy = "require-trusted-types-for 'script'; trusted-types facecurve facecurve-element lit-html";
  const server = await serveFolder(
    path.dirname(packageFolder),
    { 'content-security-policy': policy },
    {
      '/index.html': `<!doctype html><title>page</title><p id="own"></p>
<script src="package/facecurve.js"></script>
<script type="module" src="package/esm/element.js"></script>
<script type="module" src="own.js"></script>
<face-curve src="photo.jpg"></face-curve>`,
      '/own.js':
        'import { html, render } from "./lit.js"; render(html`<b>own</b>`, document.querySelector("#own"));',
      '/lit.js': readFileSync(path.resolve('node_modules/lit-html/lit-html.js')),
      '/photo.jpg': readFileSync(path.join(samples, 'middle.jpg')),
    },
  );
  try {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(`${server.origin}/`);
    await expectCurve(page);
    await expect(page.locator('#own b')).toHaveText('own');
    expect(errors).toEqual([]);
  } finally {
    await server.close();
  }
});

/** The policies with a nonce of docs/security-policy.md. */
const withNonce = readFileSync(path.resolve('docs/security-policy.md'), 'utf8').match(
  /^script-src 'nonce-.*$/gm,
);

for (const line of withNonce ?? ['none is documented']) {
  test(`enough for a worker: ${line}`, async ({ page }) => {
    const policy = `default-src 'self'; style-src 'self'; ${line.replace('…', 'once')}`;
    const server = await serveFolder(
      path.dirname(packageFolder),
      { 'content-security-policy': policy },
      {
        '/index.html': `<!doctype html><title>page</title>
<script nonce="once" src="package/facecurve.js"></script>
<script nonce="once">addEventListener('facecurve-ready', ({ detail }) => { document.title = detail.info.host; });</script>
<face-curve src="photo.jpg"></face-curve>`,
        '/photo.jpg': readFileSync(path.join(samples, 'middle.jpg')),
      },
    );
    try {
      const complaints = complaintsOf(page);
      await page.goto(`${server.origin}/`);
      await expectCurve(page);
      await expect(page).toHaveTitle('worker');
      expect(complaints).toEqual([]);
    } finally {
      await server.close();
    }
  });
}

test('a file that was changed on the way is not run', async ({ page }) => {
  const [site, files] = await twoOrigins(
    (origin) => `<!doctype html><title>page</title>
<script src="${origin}/facecurve.js" crossorigin="anonymous" integrity="${hashes['facecurve.js']}"></script>`,
  );
  try {
    await page.route('**/facecurve.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()}\n;` });
    });
    await page.goto(`${site.origin}/`);
    expect(
      await page.evaluate(() => customElements.get('face-curve') === undefined && !('facecurve' in window)),
    ).toBe(true);
  } finally {
    await Promise.all([site.close(), files.close()]);
  }
});

test('the curve has its colours on a page without any styles, light and dark', async ({ page }) => {
  const server = await serveFolder(
    path.dirname(packageFolder),
    {},
    {
      '/index.html':
        '<!doctype html><script src="package/facecurve.js"></script><face-curve src="photo.jpg"></face-curve>',
      '/photo.jpg': readFileSync(path.join(samples, 'middle.jpg')),
    },
  );
  try {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`${server.origin}/`);
    const bar = page.locator('face-curve .bars [data-share="50"]').first();
    await expect(bar).toHaveCSS('fill', 'rgb(43, 71, 214)');
    // A page is light unless it declares dark support.
    await page.evaluate(() => document.documentElement.style.setProperty('color-scheme', 'light dark'));
    await expect(bar).toHaveCSS('fill', 'rgb(147, 165, 255)');
  } finally {
    await server.close();
  }
});

test('a second copy of the script is ignored', async ({ page }) => {
  const server = await serveFolder(
    path.dirname(packageFolder),
    {},
    {
      '/index.html':
        '<!doctype html><script src="package/facecurve.js"></script><script>first = facecurve; tag = customElements.get("face-curve")</script><script src="package/facecurve.js?again"></script>',
    },
  );
  try {
    const complaints = complaintsOf(page);
    await page.goto(`${server.origin}/`);
    expect(await page.evaluate('facecurve === first && customElements.get("face-curve") === tag')).toBe(true);
    expect(complaints).toEqual([]);
  } finally {
    await server.close();
  }
});

for (const backend of ['wasm', 'webgl', 'webgpu'] as const) {
  test(`all JavaScript until the first estimate is at most 300 KB: ${backend}`, async ({ page }) => {
    const server = await serveFolder(
      path.dirname(packageFolder),
      {},
      {
        '/index.html': `<!doctype html><script src="package/facecurve.js"></script><face-curve src="photo.jpg" backend="${backend}"></face-curve>`,
        '/photo.jpg': readFileSync(path.join(samples, 'middle.jpg')),
      },
    );
    // WebGPU on the processor compiles shaders for seconds, and longer on a busy machine.
    test.setTimeout(240_000);
    try {
      await page.goto(`${server.origin}/`);
      await expect(
        page
          .locator('face-curve')
          .getByText(/looks about/i)
          .first(),
      ).toBeVisible({ timeout: 200_000 });
      const scripts = [...new Set(server.asked)]
        .filter((name) => name.endsWith('.js'))
        .map((name) => name.replace('/package/', ''));
      const sizes = scripts.map((name) => ({ name, gzip: gzipSync(readPacked(name), { level: 9 }).length }));
      const total = sizes.reduce((sum, { gzip }) => sum + gzip, 0);
      console.log(`\n${backend}: JavaScript until the first estimate, gzip`);
      console.table([...sizes.toSorted((a, b) => b.gzip - a.gzip), { name: 'all', gzip: total }]);
      expect(scripts).toContain('facecurve.js');
      expect(scripts.some((name) => name.startsWith(`esm/${backend}-`))).toBe(true);
      expect(total).toBeLessThanOrEqual(300_000);
    } finally {
      await server.close();
    }
  });
}
