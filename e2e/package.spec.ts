import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { filesBelow, packageFolder, readManifest, readPacked, strictPolicy, tarball } from './packed.ts';
import { serveFolder } from './static-server.ts';

const projectFolder = path.resolve(import.meta.dirname, '..');
const scripts = filesBelow('esm');

/** The names in a tarball: each header is a block of 512 bytes that begins with the name and holds the size in octal. */
function namesIn(archive: Buffer): string[] {
  const names: string[] = [];
  for (let offset = 0; offset < archive.length; ) {
    const name = archive.toString('utf8', offset, offset + 100).replace(/\0.*$/s, '');
    if (name === '') break;
    const size = Number.parseInt(archive.toString('utf8', offset + 124, offset + 136), 8);
    names.push(name.replace(/^package\//, ''));
    offset += 512 * (1 + Math.ceil(size / 512));
  }
  return names;
}

test('the tarball holds what it should, nothing else, and is small', () => {
  const names = namesIn(gunzipSync(readFileSync(tarball())));
  const expected = [
    /^(package\.json|integrity\.json|sbom\.json|custom-elements\.json|README\.md|LICENSE\.md|LICENCES\.md|THIRD-PARTY-NOTICES\.txt)$/,
    /^facecurve\.js$/,
    /^element\/package\.json$/,
    /^esm\/(index|element|german|worker|worker-whole)\.js$/,
    /^esm\/[\w-]+-[\w-]{8}\.js$/,
    /^types\/([\w-]+\/)*[\w-]+\.d\.ts$/,
    /^docs\/[\w-]+\.md$/,
    /^models\/MODEL_CARD\.md$/,
    /^models\/facecurve-open\/MODEL_CARD\.md$/,
    /^assets\/mediapipe\/vision_wasm_module_internal\.(js|wasm)$/,
    /^assets\/models\/detector\/blaze_face_short_range\.tflite$/,
    /^assets\/models\/blazeface\/(card\.json|golden\.json|model\.json|weights\.bin)$/,
    /^assets\/models\/facecurve\/(card\.json|golden\.json|model\.json|weights\.bin)$/,
    /^assets\/models\/facecurve-open\/(card\.json|golden\.json|model\.json|weights\.bin)$/,
    /^assets\/tfjs\/tfjs-backend-wasm(-simd)?\.wasm$/,
  ];
  expect(names.filter((name) => !expected.some((pattern) => pattern.test(name)))).toEqual([]);
  for (const pattern of expected)
    expect(
      names.some((name) => pattern.test(name)),
      String(pattern),
    ).toBe(true);
  expect(names.filter((name) => /\.test\.|\.spec\.|\.map$|demo/.test(name))).toEqual([]);
  expect(statSync(tarball()).size).toBeLessThan(9_000_000);
});

test('the manifest publishes types first, states side effects and needs nothing else', () => {
  const manifest = readManifest();
  expect(Object.keys(manifest.exports['.'] as object)[0]).toBe('types');
  expect(Object.keys(manifest.exports['./element'] as object)[0]).toBe('types');
  for (const framework of ['preact', 'react', 'solid', 'svelte', 'vue']) {
    const entry = { types: `./types/frameworks/${framework}.d.ts`, default: './esm/element.js' };
    expect(manifest.exports[`./${framework}`]).toEqual(entry);
  }
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest).not.toHaveProperty('private');
  expect(manifest.sideEffects).toContain('./esm/element.js');
  expect(manifest.sideEffects).not.toContain('./esm/index.js');
});

test('modules import no package and run no string, and the worker’s entry is imported by none', () => {
  for (const file of scripts) {
    const code = readPacked(file);
    const specifiers = [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*(["'`])([^"'`]+)\1/g)].flatMap(
      ([, , name]) => name ?? [],
    );
    expect(
      specifiers.filter((name) => !name.startsWith('./')),
      file,
    ).toEqual([]);
    expect(specifiers, file).not.toContain('./worker.js');
    expect(specifiers, file).not.toContain('./worker-whole.js');
    expect(code, file).not.toMatch(/\beval\(|new Function\(/);
    // webpack replaces these names in modules with wrong values.
    expect(code, file).not.toMatch(/typeof __(file|dir)name/);
  }
});

test('bundlers find the worker and every asset by a literal', () => {
  const code = scripts.map(readPacked).join('\n');
  expect(code).toMatch(
    /new Worker\(new URL\("\.\/worker-whole\.js",import\.meta\.url\),\{type:[`"']module[`"']\}\)/,
  );
  const found = [...code.matchAll(/new URL\("\.\.\/(assets\/[^"?]+)",import\.meta\.url\)/g)];
  expect([...new Set(found.flatMap(([, name]) => name ?? []))].toSorted()).toEqual(filesBelow('assets'));
});

test('the detector’s loader says that it is strict, which webpack’s minifier has to know', () => {
  expect(readPacked('assets/mediapipe/vision_wasm_module_internal.js')).toMatch(/^'use strict';\n/);
});

test('declarations name no package and hold without skipLibCheck', () => {
  for (const file of filesBelow('types')) {
    const specifiers = [...readPacked(file).matchAll(/(?:from|import\() ?'([^']+)'/g)].flatMap(
      ([, name]) => name ?? [],
    );
    const framework = /^types\/frameworks\/([a-z]+)\.d\.ts$/.exec(file)?.[1];
    expect(
      specifiers.filter((name) => !name.startsWith('.') && name.split(/[-/]/)[0] !== framework),
      file,
    ).toEqual([]);
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'facecurve-types-'));
  try {
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(packageFolder, path.join(folder, 'node_modules', 'facecurve'), 'junction');
    writeFileSync(
      path.join(folder, 'consumer.ts'),
      `import { createEstimator, decodeImage, FaceCurveError, openCamera, type FaceEstimate } from 'facecurve';
       import 'facecurve/element';
       const no = undefined;
       void createEstimator({ assets: no, backend: no, model: no, attributes: no, secondWorker: no, onProgress: no, onRequests: no, onRecovered: no, signal: no }).then((it) => {
         void it.estimate(new Blob(), { explain: no, signal: no });
         void it.estimate('photo.jpg').then((faces: FaceEstimate[]) => faces);
         void it.estimate([new URL('https://a.example/photo.jpg'), new Blob()], { signal: no }).then((answers) => {
           for (const answer of answers) {
             const each: FaceEstimate[] | FaceCurveError = answer;
             void each;
             if (answer instanceof FaceCurveError) void answer.remedy;
             else void answer[0]?.frame.width;
           }
         });
         void it.estimate(document.createElement('input').files ?? []);
         // @ts-expect-error bytes are no picture
         void it.estimate(new Uint8Array(8));
         it.watch(document.createElement('video'), { explain: no, signal: no, interval: no });
       });
       void decodeImage(new Blob(), { signal: no });
       void openCamera({ deviceId: no, facing: no });
       document.createElement('face-curve').picture = new MediaStream();
       void new FaceCurveError('internal', '', { remedy: no, file: no, cause: no });
       document.createElement('face-curve').words = { estimating: no, errors: { internal: no } };
       export const faces: Promise<FaceEstimate[]> = createEstimator().then((it) => it.estimate(new Blob()));
       // @ts-expect-error there is no such attribute
       void createEstimator({ attributes: ['height'] });
       document.querySelector('face-curve')?.addEventListener('facecurve-result', ({ detail }) => {
         const first: FaceEstimate | undefined = detail.faces[0];
         void first;
       });`,
    );
    const compiler = path.join(projectFolder, 'node_modules', 'typescript', 'bin', 'tsc');
    const lib = ['es2023', 'dom', 'dom.iterable'];
    const modules = { module: 'esnext', moduleResolution: 'bundler' };
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      target: 'es2022',
      lib,
      types: [],
      ...modules,
    };
    writeFileSync(
      path.join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['consumer.ts'] }),
    );
    const { stdout } = spawnSync(process.execPath, [compiler], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toBe('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('importing the package in Node does nothing and does not throw', () => {
  const program = `
    const before = new Set(Object.keys(globalThis));
    for (const name of ['index', 'element']) await import('${packageFolder}/esm/' + name + '.js');
    // Lit leaves these globals for its versions and properties.
    const added = Object.keys(globalThis).filter((name) => !before.has(name) && !/^(lit|reactive)\\w+(Versions|Metadata)$/.test(name));
    if (added.length > 0) throw new Error('new globals: ' + added);
    process.on('exit', () => console.log('done', process.getActiveResourcesInfo().filter((it) => it !== 'TTYWrap' && it !== 'PipeWrap')));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  expect(output.trim()).toBe('done []');
});

test('every link of the package’s texts leads to a file of the package', () => {
  for (const file of ['README.md', 'LICENCES.md', ...filesBelow('docs')]) {
    const links = [...readPacked(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].flatMap(
      ([, link]) => link ?? [],
    );
    for (const link of links) {
      const target = path.posix.join(path.posix.dirname(file), link);
      const exists = statSync(path.join(packageFolder, target), { throwIfNoEntry: false })?.isFile() ?? false;
      // These pages exist on the site only.
      if (!/api\.md$|\.svg$|^examples\/|^CONTRIBUTING\.md$/.test(target))
        expect(exists, `${file}: ${link}`).toBe(true);
    }
  }
});

for (const backend of ['wasm', 'webgl', 'webgpu'] as const) {
  test(`the modules run unbundled from any path of a static host under a strict policy: ${backend}`, async ({
    page,
  }) => {
    // Software WebGPU compiles shaders for up to a minute, and longer on a busy machine.
    test.setTimeout(240_000);
    const server = await serveFolder(
      path.dirname(packageFolder),
      {
        'content-security-policy': `${strictPolicy}; require-trusted-types-for 'script'; trusted-types facecurve`,
      },
      { '/page.html': '<!doctype html><title>page</title>' },
    );
    try {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => {
        if (/Content Security Policy|TrustedScript/.test(message.text())) problems.push(message.text());
      });
      await page.goto(`${server.origin}/page.html`);
      const sample = readFileSync(path.join(projectFolder, 'public', 'samples', 'middle.jpg')).toString(
        'base64',
      );
      const outcome = await page.evaluate(
        async ({ module, picture, name }) => {
          const { createEstimator } = (await import(module)) as typeof import('../src/index.ts');
          const estimator = await createEstimator({ backend: name });
          const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
          const [face] = await estimator.estimate(new Blob([bytes], { type: 'image/jpeg' }));
          const { info } = estimator;
          await estimator.dispose();
          return {
            backend: info.backend,
            age: face && 'expectation' in face.age ? face.age.expectation : null,
          };
        },
        { module: '/package/esm/index.js', picture: sample, name: backend },
      );
      expect(outcome.backend).toBe(backend);
      expect(outcome.age).toBeGreaterThan(25);
      expect(outcome.age).toBeLessThan(60);
      expect(problems).toEqual([]);
    } finally {
      await server.close();
    }
  });
}
