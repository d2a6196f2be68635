import { readFileSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { expectCurve } from './element.ts';
import { packageFolder, readPacked } from './packed.ts';
import { serveFolder } from './static-server.ts';

const samples = path.resolve(import.meta.dirname, '..', 'public', 'samples');

/** Ways of loading the script that leave it without an address, or with another one. */
const ways: Readonly<Record<string, string>> = {
  'as a module': '<script type="module" src="package/facecurve.js"></script>',
  'by a bare name': '<script src="package"></script>',
  'through a redirect': '<script src="elsewhere/latest.js"></script>',
  evaluated:
    '<script>facecurveBase = "package"; fetch("package/facecurve.js").then((it) => it.text()).then((code) => (0, eval)(code))</script>',
};

for (const [way, script] of Object.entries(ways)) {
  test(`the script shows a curve when it is loaded ${way}`, async ({ page }) => {
    const server = await serveFolder(
      path.dirname(packageFolder),
      {},
      {
        '/index.html': `<!doctype html><title>page</title>${script}<face-curve src="photo.jpg"></face-curve>`,
        '/photo.jpg': readFileSync(path.join(samples, 'middle.jpg')),
      },
    );
    try {
      const body = readPacked('facecurve.js');
      await page.route('**/package', (route) => route.fulfill({ body, contentType: 'text/javascript' }));
      await page.route('**/elsewhere/latest.js', (route) =>
        route.fulfill({ status: 302, headers: { location: '/package/facecurve.js' } }),
      );
      await page.goto(`${server.origin}/`);
      await expectCurve(page);
    } finally {
      await server.close();
    }
  });
}

test('an inlined script that was told no folder says which line to write', async ({ page }) => {
  const server = await serveFolder(
    samples,
    {},
    {
      '/index.html': `<!doctype html><title>page</title><script>${readPacked('facecurve.js').replaceAll('</script', '<\\/script')}</script>`,
    },
  );
  try {
    await page.goto(`${server.origin}/`);
    const remedy = await page.evaluate(() =>
      window.facecurve?.createEstimator().then(
        () => '',
        (error: { remedy?: string }) => error.remedy ?? '',
      ),
    );
    expect(remedy).toContain('facecurveBase =');
  } finally {
    await server.close();
  }
});

test('a page that a double click opened says that it needs a web server', async ({ page }, { outputDir }) => {
  await cp(packageFolder, path.join(outputDir, 'facecurve'), { recursive: true });
  await cp(path.join(samples, 'middle.jpg'), path.join(outputDir, 'photo.jpg'));
  const file = path.join(outputDir, 'index.html');
  const line =
    '<!doctype html><script src="facecurve/facecurve.js"></script><face-curve src="photo.jpg"></face-curve>';
  await writeFile(file, line);
  await page.goto(pathToFileURL(file).href);
  const remedy = page.locator('face-curve').locator('.message-remedy');
  await expect(remedy).toHaveText(/Open the page through a web server/);
  const error = await page.evaluate(() =>
    window.facecurve?.createEstimator().catch(({ code, remedy }) => ({ code, remedy })),
  );
  expect(error).toMatchObject({
    code: 'asset-missing',
    remedy: expect.stringContaining('double click'),
  });
});
