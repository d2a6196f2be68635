import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LoadProgress } from '../types.ts';
import { AssetLoader } from './asset-loader.ts';
import { sha256 } from './sha256.ts';

const content = new Uint8Array(200_000).map((_, index) => (index * 31) % 256);
let server: Server;
let base: string;
let requests: (string | undefined)[] = [];
let expected: { bytes: number; sha256: string };

beforeAll(async () => {
  expected = { bytes: content.length, sha256: await sha256(content) };
  server = createServer((request, response) => {
    requests.push(request.url);
    if (request.url === '/missing.bin') response.writeHead(404).end();
    else if (request.url === '/page.bin')
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
    else if (request.url === '/short.bin') response.end(content.slice(0, 1000));
    else if (request.url === '/long.bin') response.end(Buffer.concat([content, content]));
    else if (request.url === '/changed.bin')
      response.end(content.map((value, index) => (index === 777 ? value ^ 1 : value)));
    else if (request.url === '/slow.bin') response.write(content.slice(0, 10));
    else response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

beforeEach(() => {
  requests = [];
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('AssetLoader', () => {
  it('hands out the bytes and counts them', async () => {
    const seen: LoadProgress[] = [];
    const loader = new AssetLoader({ base, onProgress: (progress) => seen.push(progress) });
    loader.expect(expected, expected);
    expect(await loader.load('right.bin', expected)).toEqual(content);
    await loader.load('right.bin', expected);
    expect(seen.at(-1)).toEqual({
      file: `${base}right.bin`,
      fileLoadedBytes: content.length,
      fileTotalBytes: content.length,
      loadedBytes: 2 * content.length,
      totalBytes: 2 * content.length,
    });
    const counts = seen.map(({ loadedBytes }) => loadedBytes);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
  });

  it('takes the answer to a request that was sent before the checksum was known, once', async () => {
    const loader = new AssetLoader({ base });
    loader.ask('right.bin', 'missing.bin');
    await expect.poll(() => requests).toEqual(['/right.bin', '/missing.bin']);
    expect(await loader.load('right.bin', expected)).toEqual(content);
    await expect(loader.load('missing.bin', expected)).rejects.toMatchObject({ code: 'asset-missing' });
    expect(requests).toHaveLength(2);
    await loader.load('right.bin', expected);
    expect(requests).toHaveLength(3);
  });

  it.each([
    ['missing.bin', 'asset-missing'],
    ['page.bin', 'asset-wrong-type'],
    ['short.bin', 'asset-truncated'],
    ['long.bin', 'asset-truncated'],
    ['changed.bin', 'asset-hash-mismatch'],
  ])('names %s as %s with a remedy', async (file, code) => {
    const failure = new AssetLoader({ base }).load(file, expected);
    await expect(failure).rejects.toMatchObject({
      name: 'FaceCurveError',
      code,
      file: base + file,
      remedy: expect.stringContaining('assets'),
    });
  });

  it('names a server that does not answer', async () => {
    const failure = new AssetLoader({ base: 'http://127.0.0.1:9/' }).load('x.bin', expected);
    await expect(failure).rejects.toMatchObject({ code: 'asset-missing', file: 'http://127.0.0.1:9/x.bin' });
  });

  it('stops with the reason of its signal, not with a failure', async () => {
    const controller = new AbortController();
    const load = new AssetLoader({ base, signal: controller.signal }).load('slow.bin', expected);
    setTimeout(() => controller.abort(), 20);
    await expect(load).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('sha256', () => {
  it('is the same in script, for pages without crypto.subtle', async () => {
    const { sha256: inScript } = await import('@noble/hashes/sha2.js');
    expect(Buffer.from(inScript(content)).toString('hex')).toBe(await sha256(content));
    expect(await sha256(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
