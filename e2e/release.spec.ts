import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { filesBelow, packageFolder, readPacked } from './packed.ts';
import { serveFolder } from './static-server.ts';

const dist = path.dirname(packageFolder);

interface BillOfMaterials {
  readonly components: readonly { readonly type: string; readonly name: string; readonly version?: string }[];
}

for (const release of ['site', 'package']) {
  const folder = path.join(dist, release);
  const read = (name: string) => readFileSync(path.join(folder, name));

  test(`${release}: integrity.json has the hash of every file`, () => {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      );
    const hashes = Object.fromEntries(
      names
        .filter((name) => name !== 'integrity.json')
        .map((name) => [name, `sha384-${createHash('sha384').update(read(name)).digest('base64')}`]),
    );
    expect(JSON.parse(read('integrity.json').toString())).toEqual(hashes);
  });

  test(`${release}: the terms of all that it carries are in it`, () => {
    const { components } = JSON.parse(read('sbom.json').toString()) as BillOfMaterials;
    const names = components.map(({ name }) => name);
    const always = ['@mediapipe/tasks-vision', '@mediapipe/face_detection', '@noble/hashes', 'image-size'];
    const backends = ['core', 'converter', 'backend-wasm', 'backend-webgl', 'backend-webgpu'];
    const own =
      release === 'site'
        ? ['@fontsource/instrument-serif', '@fontsource-variable/instrument-sans', 'workbox-precaching']
        : ['lit', 'lit-html', '@lit/reactive-element'];
    expect(names).toEqual(
      expect.arrayContaining([
        ...always,
        ...own,
        ...backends.map((name) => `@tensorflow/tfjs-${name}`),
        'models/facecurve/card.json',
        'models/facecurve-open/card.json',
        'models/blazeface/card.json',
        'models/detector/blaze_face_short_range.tflite',
      ]),
    );
    const notices = read('THIRD-PARTY-NOTICES.txt').toString();
    for (const { type, name, version } of components) {
      if (type === 'library') expect(notices).toContain(`${name} ${version} (`);
    }
    expect(notices).toContain('Version 2.0, January 2004');
    if (release === 'site') expect(notices).toContain('SIL OPEN FONT LICENSE');
    const licences = read('LICENCES.md').toString();
    for (const set of ['FairFace', 'MEBeauty', 'SCUT-FBP5500', 'UTKFace']) expect(licences).toContain(set);
    expect(read('LICENSE.md').toString()).toContain('Apache License');
  });
}

declare global {
  /** Codes of the element's error events. */
  var codes: string[];
}

/** A page with the element, whose import map holds the modules of the package to their hashes; the files are on another origin. */
async function openWithImportMap(page: Page) {
  const files = await serveFolder(packageFolder, { 'access-control-allow-origin': '*' });
  const hashes = JSON.parse(readPacked('integrity.json')) as Readonly<Record<string, string>>;
  const modules = filesBelow('esm').map((name) => [`${files.origin}/${name}`, hashes[name]]);
  const site = await serveFolder(
    path.resolve('public/samples'),
    {},
    {
      '/index.html': `<!doctype html><title>page</title>
<script type="importmap">${JSON.stringify({ integrity: Object.fromEntries(modules) })}</script>
<script src="${files.origin}/facecurve.js" crossorigin="anonymous" integrity="${hashes['facecurve.js']}"></script>
<script>
  globalThis.codes = [];
  addEventListener('facecurve-error', ({ detail }) => codes.push(detail.error.code));
</script>
<face-curve src="middle.jpg"></face-curve>`,
    },
  );
  await page.goto(`${site.origin}/`);
  return {
    element: page.locator('face-curve'),
    close: () => Promise.all([site.close(), files.close()]),
  };
}

test('an import map with the hashes of the modules lets them through', async ({ page }) => {
  const { element, close } = await openWithImportMap(page);
  try {
    await expect(element.getByText(/looks about/i).first()).toBeVisible();
  } finally {
    await close();
  }
});

test('a module that was changed on the way is not run, and the element says so', async ({ page }) => {
  await page.route('**/esm/index.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `globalThis.wasRun = true;${await response.text()}` });
  });
  const { element, close } = await openWithImportMap(page);
  try {
    await expect(element.locator('.message-title')).toBeVisible();
    expect(await page.evaluate(() => globalThis.codes)).toEqual(['asset-missing']);
    expect(await page.evaluate(() => 'wasRun' in globalThis)).toBe(false);
  } finally {
    await close();
  }
});
