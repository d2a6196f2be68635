import { describe, expect, it } from 'vitest';
import { unlessAborted } from './abort.ts';

const never = new Promise<never>(() => undefined);

describe('unlessAborted', () => {
  it('gives the value or the failure where nothing aborts', async () => {
    const { signal } = new AbortController();
    await expect(unlessAborted(Promise.resolve(7), signal, undefined)).resolves.toBe(7);
    await expect(unlessAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  });

  it('throws the reason of whichever signal aborts, before or meanwhile', async () => {
    const first = new AbortController();
    const second = new AbortController();
    const waiting = unlessAborted(never, first.signal, second.signal);
    second.abort(new Error('second'));
    await expect(waiting).rejects.toThrow('second');
    first.abort();
    await expect(unlessAborted(never, first.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
