import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { onDemandEntries, precacheEntries } from './precache-entries.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'facecurve-precache-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), content);
}

test('every file is in, whatever its type and size; only the pictures for installing are not', async () => {
  const names = ['assets/a.tflite', 'assets/b.bin', 'built/c-1a2b.js', 'docs/index.html', 'index.html'];
  for (const name of names) await write(name, name);
  await write('assets/large.wasm', new Uint8Array(3 * 1024 * 1024));
  await write('icons/screen-wide.jpg', '');
  const urls = (await precacheEntries(folder)).map(({ url }) => url);
  expect(urls).toEqual([...names, 'assets/large.wasm'].toSorted());
});

test('the open weights are kept on demand alone, under the integrity of their content', async () => {
  await write('assets/models/facecurve/weights.bin', 'default');
  await write('assets/models/facecurve-open/weights.bin', 'open');
  expect((await precacheEntries(folder)).map(({ url }) => url)).toEqual([
    'assets/models/facecurve/weights.bin',
  ]);
  const [open, ...others] = await onDemandEntries(folder);
  expect(others).toEqual([]);
  expect(open).toMatchObject({
    url: 'assets/models/facecurve-open/weights.bin',
    revision: expect.stringMatching(/^[0-9a-f]{20}$/),
    integrity: `sha384-${createHash('sha384').update('open').digest('base64')}`,
  });
});

test('a name with a hash needs no revision; any other has one that changes with its content', async () => {
  await write('built/c-1a2b.js', 'one');
  await write('index.html', 'one');
  const [hashed, before] = await precacheEntries(folder);
  await write('index.html', 'two');
  const [, after] = await precacheEntries(folder);
  expect(hashed?.revision).toBeNull();
  expect(before?.revision).toMatch(/^[0-9a-f]{20}$/);
  expect(after?.revision).not.toBe(before?.revision);
});
