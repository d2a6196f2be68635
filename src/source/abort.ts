import { abortReason } from '../errors.ts';

/** The promise's value, unless one of the signals aborts first: then its reason is thrown. */
export function unlessAborted<Value>(
  promise: Promise<Value>,
  ...signals: readonly (AbortSignal | undefined)[]
): Promise<Value> {
  const given = signals.filter((signal) => signal !== undefined);
  return new Promise((resolve, reject) => {
    const settled = new AbortController();
    for (const signal of given) {
      const abort = () => reject(abortReason(signal));
      if (signal.aborted) abort();
      signal.addEventListener('abort', abort, { once: true, signal: settled.signal });
    }
    promise.then(resolve, reject).finally(() => settled.abort());
  });
}
