import { expect, test, vi } from 'vitest';

test('imported where there is no page, nothing happens and nothing is thrown', async () => {
  // Another file may have loaded the modules already.
  vi.resetModules();
  expect(typeof document).toBe('undefined');
  const { FaceCurveElement } = await import('./index.ts');
  expect(FaceCurveElement.name).toBe('FaceCurveElement');
  expect(typeof document).toBe('undefined');
});
