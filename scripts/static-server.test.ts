import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { serveStatic } from './static-server.mjs';

let folder: string;
let server: Awaited<ReturnType<typeof serveStatic>>;
const posted = new Map<string, string>();

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'facecurve-served-'));
  await mkdir(path.join(folder, 'site', 'deep'), { recursive: true });
  await mkdir(path.join(folder, 'pictures'));
  await writeFile(path.join(folder, 'secret.txt'), 'secret');
  await writeFile(path.join(folder, 'site', 'deep', 'index.html'), 'deep');
  await writeFile(path.join(folder, 'site', 'a.wasm'), 'wasm');
  await writeFile(path.join(folder, 'pictures', 'a b.jpg'), 'picture');
  server = await serveStatic({
    folders: { '/': path.join(folder, 'site'), '/pictures/': path.join(folder, 'pictures') },
    made: { '/made.js': 'made()' },
    headers: (name) => (name.endsWith('.wasm') ? { 'cache-control': 'no-store' } : {}),
    onPost: (name, body) => posted.set(name, String(body)),
  });
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function answer(name: string) {
  const response = await fetch(server.origin + name);
  return [response.status, response.headers.get('content-type'), await response.text()];
}

it('serves files, the index of a folder, a second folder and made-up files with their types', async () => {
  expect(await answer('/a.wasm')).toEqual([200, 'application/wasm', 'wasm']);
  expect(await answer('/deep/?query')).toEqual([200, 'text/html; charset=utf-8', 'deep']);
  expect(await answer('/pictures/a%20b.jpg')).toEqual([200, 'image/jpeg', 'picture']);
  expect(await answer('/made.js')).toEqual([200, 'text/javascript', 'made()']);
});

it('logs what was asked for and which files were sent', async () => {
  for (const name of ['/a.wasm', '/made.js', '/absent']) await answer(name);
  expect(server.asked).toEqual(['/a.wasm', '/made.js', '/absent']);
  expect(server.read).toEqual([path.join(folder, 'site', 'a.wasm')]);
});

it('answers 404 to what is not there, to a folder and to a broken escape', async () => {
  for (const name of ['/absent', '/deep', '/%E0%A4%A']) expect((await answer(name))[0]).toBe(404);
});

it('sends nothing from outside its folders', async () => {
  // `fetch` would resolve the dots itself.
  const status = (name: string) =>
    new Promise((resolve) => get(`${server.origin}${name}`, ({ statusCode }) => resolve(statusCode)));
  for (const name of ['/..%2fsecret.txt', '/pictures/..%2f..%2fsecret.txt', '/%2e%2e/secret.txt']) {
    expect(await status(name), name).toBe(404);
  }
});

it('sends headers by path and hands over what is posted', async () => {
  expect((await fetch(`${server.origin}/a.wasm`)).headers.get('cache-control')).toBe('no-store');
  expect((await fetch(`${server.origin}/crops/0`, { method: 'POST', body: 'bytes' })).status).toBe(204);
  expect(posted.get('/crops/0')).toBe('bytes');
});
