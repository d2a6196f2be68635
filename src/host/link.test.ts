import { describe, expect, it } from 'vitest';
import { FaceCurveError } from '../errors.ts';
import { Link } from './link.ts';
import type { Request } from './protocol.ts';

/** A link whose other end is in the test's hands. */
function linkWith(post: (request: Request) => void = () => undefined) {
  const posted: Request[] = [];
  const told: string[] = [];
  const link = new Link(
    {
      post: (request) => {
        posted.push(request);
        post(request);
      },
      end: () => told.push('ended'),
    },
    {
      onProgress: ({ file }) => told.push(file),
      onRequests: (times) => told.push(`requests at ${times.join()}`),
      onRecovered: ({ code }) => told.push(code),
      onLost: ({ code }) => told.push(code),
    },
  );
  return { link, posted, told };
}

const start = {
  base: 'https://example.org/assets/',
  backend: 'wasm',
  model: 'default',
  detector: 'auto',
} as const;
const failed = {
  code: 'asset-missing',
  message: 'no',
  file: 'x.bin',
  remedy: 'mend',
  cause: undefined,
} as const;

describe('Link', () => {
  it('gives each call its own answer, in whatever order they come', async () => {
    const { link } = linkWith();
    const calls = [link.start(start), link.start(start)];
    const info = { backend: 'wasm' } as never;
    link.receive({ type: 'failed', call: 1, error: failed });
    link.receive({ type: 'started', call: 0, info });
    await expect(calls[0]).resolves.toMatchObject({ info });
    await expect(calls[1]).rejects.toMatchObject({ code: 'asset-missing', file: 'x.bin', remedy: 'mend' });
    expect(link.isWaiting).toBe(false);
  });

  it('fails all that wait when the host dies, and all that come after, and says so once', async () => {
    const { link, told } = linkWith();
    const call = link.start(start);
    link.lose(new FaceCurveError('worker-lost', 'gone'));
    link.lose(new FaceCurveError('worker-lost', 'gone again'));
    await expect(call).rejects.toMatchObject({ message: 'gone' });
    await expect(link.start(start)).rejects.toMatchObject({ code: 'worker-lost' });
    expect(told).toEqual(['ended', 'worker-lost']);
  });

  it('tells no loss when it is ended from this side', async () => {
    const { link, told } = linkWith();
    const call = link.start(start);
    link.end(new FaceCurveError('disposed', 'done'));
    await expect(call).rejects.toMatchObject({ code: 'disposed' });
    expect(told).toEqual(['ended']);
    expect(link.alive).toBe(false);
  });

  it('does not wait for the answer to what could not be sent', async () => {
    const { link } = linkWith(() => {
      throw new TypeError('closed');
    });
    await expect(link.start(start)).rejects.toThrow('closed');
    expect(link.isWaiting).toBe(false);
  });

  it('passes on progress and recoveries', () => {
    const { link, told } = linkWith();
    const bytes = { fileLoadedBytes: 1, fileTotalBytes: 2, loadedBytes: 1, totalBytes: 2 };
    link.receive({ type: 'progress', progress: { file: 'a.bin', ...bytes } });
    link.receive({ type: 'recovered', error: { ...failed, code: 'gpu-lost' } });
    expect(told).toEqual(['a.bin', 'gpu-lost']);
  });
});
