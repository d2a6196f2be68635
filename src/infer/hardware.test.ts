import { afterEach, describe, expect, it, vi } from 'vitest';
import { requestGpuAdapter } from './hardware.ts';

/** A browser whose requests for an adapter are answered so, one after the other. */
function answer(...adapters: readonly (string | null)[]) {
  const requestAdapter = vi.fn();
  for (const adapter of adapters) requestAdapter.mockResolvedValueOnce(adapter);
  vi.stubGlobal('navigator', { gpu: { requestAdapter } });
  return requestAdapter;
}

describe('requestGpuAdapter', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('asks again after a null', async () => {
    const requests = answer(null, 'adapter');
    expect(await requestGpuAdapter()).toBe('adapter');
    expect(requests).toHaveBeenCalledTimes(2);
  });

  it('asks once where the first answer is an adapter', async () => {
    const requests = answer('adapter');
    expect(await requestGpuAdapter()).toBe('adapter');
    expect(requests).toHaveBeenCalledTimes(1);
  });

  it('gives null after two nulls, and where the browser has no WebGPU', async () => {
    answer(null, null);
    expect(await requestGpuAdapter()).toBeNull();
    vi.stubGlobal('navigator', { gpu: null });
    expect(await requestGpuAdapter()).toBeNull();
    vi.stubGlobal('navigator', {});
    expect(await requestGpuAdapter()).toBeNull();
  });
});
