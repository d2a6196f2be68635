import type { KeepingOutcome } from './messages.ts';

export function keepingOutcome(error: unknown): KeepingOutcome {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
    ? 'storage-full'
    : 'unreachable';
}

/** Copies an answer that came by a redirect: browsers refuse the original in the place of a page. */
export function withoutRedirect(response: Response): Response {
  return response.redirected ? new Response(response.body, response) : response;
}

/**
 * Fetches files again that the browser or the user has removed.
 * @param keys the address of each file and the key under which it is kept
 */
export async function mendPrecache(
  cacheName: string,
  keys: ReadonlyMap<string, string>,
): Promise<KeepingOutcome> {
  try {
    const cache = await caches.open(cacheName);
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    for (const [url, key] of keys) {
      if (kept.has(key)) continue;
      const response = await fetch(url, { cache: 'no-cache', credentials: 'same-origin' });
      if (!response.ok) return 'unreachable';
      await cache.put(key, withoutRedirect(response));
    }
    return 'kept';
  } catch (error) {
    return keepingOutcome(error);
  }
}
