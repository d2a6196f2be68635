import { describe, expect, it } from 'vitest';
import { FaceCurveError, isAbort, throwIfAborted } from './errors.ts';

function thrownFor(reason: unknown): unknown {
  try {
    throwIfAborted(AbortSignal.abort(reason));
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

describe('isAbort', () => {
  it.each([undefined, 'reason', 7, null, new Error('mine'), { mine: true }, () => 0])(
    'is true for a call that was cancelled with %s',
    (reason) => {
      const thrown = thrownFor(reason);
      if (reason !== undefined) expect(thrown).toBe(reason);
      expect(isAbort(thrown)).toBe(true);
    },
  );

  it('is true for a time limit', async () => {
    const signal = AbortSignal.timeout(1);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    expect(isAbort(signal.reason)).toBe(true);
  });

  it.each([undefined, 'another reason', 8, new Error('mine'), new FaceCurveError('internal', 'failed')])(
    'is false for %s, which no call was cancelled with',
    (error) => {
      expect(isAbort(error)).toBe(false);
    },
  );

  it('is false for a FaceCurveError that ends another call', () => {
    expect(isAbort(thrownFor(new FaceCurveError('disposed', 'The estimator was disposed.')))).toBe(false);
  });

  it('recognises a new text after many', () => {
    for (let count = 0; count < 300; count++) expect(isAbort(thrownFor(`reason ${count}`))).toBe(true);
  });
});
