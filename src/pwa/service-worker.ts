import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { keepingOutcome, mendPrecache, withoutRedirect } from './keep-files.ts';
import type { KeepingFailed, WorkerRequest } from './messages.ts';
import { pagePlace } from './page-place.ts';
import { SharedPicture } from './shared-picture.ts';

/** Filled by the build: every file of the site except those that most visits never use. */
declare const __PRECACHE_ENTRIES__: { url: string; revision: string | null }[];
/** Filled by the build: the files that most visits never use, which are kept when they are first requested. */
declare const __ON_DEMAND_ENTRIES__: { url: string; revision: string | null; integrity: string }[];
declare const self: ServiceWorkerGlobalScope;

// One cache per folder: sites below other paths of the same host have their own.
const cacheName = `facecurve ${self.registration.scope}`;
// The page has just fetched its files into the browser's own cache: asking whether they changed is enough.
const revalidate = {
  requestWillFetch: async ({ request }: { readonly request: Request }) =>
    request.cache === 'reload' && request.mode !== 'navigate'
      ? new Request(request, { cache: 'no-cache' })
      : request,
};
// Version 0.1.0 could keep answers that came by a redirect.
const unredirect = {
  cachedResponseWillBeUsed: async ({ cachedResponse }: { readonly cachedResponse?: Response }) =>
    cachedResponse && withoutRedirect(cachedResponse),
};
const controller = new PrecacheController({ cacheName, plugins: [revalidate, unredirect] });
controller.addToCacheList(__PRECACHE_ENTRIES__);
const onDemand = new PrecacheController({ cacheName: `${cacheName} on demand` });
onDemand.addToCacheList(__ON_DEMAND_ENTRIES__);
// The page reads the query; the host of the files never does.
const ignoringQuery = { ignoreURLParametersMatching: [/./] };
const routes = [controller, onDemand].map((kept) => ({
  kept,
  route: new PrecacheRoute(kept, ignoringQuery),
}));
const sharedPicture = new SharedPicture(self.registration.scope);

self.addEventListener('install', (event) => event.waitUntil(keepAll(event)));
self.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([controller, onDemand].map((kept) => kept.activate(event)))),
);

/** Keeps every file. If that fails, the new version is not installed, and the pages get the reason. */
async function keepAll(event: ExtendableEvent): Promise<void> {
  try {
    await controller.install(event);
  } catch (error) {
    const message: KeepingFailed = { keepingFailed: keepingOutcome(error) };
    const pages = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' });
    for (const page of pages) page.postMessage(message);
    throw error;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (sharedPicture.isShare(request)) {
    event.respondWith(sharedPicture.receive(request));
    return;
  }
  const url = new URL(request.url);
  if (request.method !== 'GET') return;
  for (const { kept, route } of routes) {
    const matched = route.match({ url, request, sameOrigin: true, event });
    if (!matched || typeof matched !== 'object') continue;
    event.respondWith(kept.strategy.handle({ request, event, params: matched }));
    return;
  }
  const place =
    request.mode === 'navigate'
      ? pagePlace(url, (address) => controller.getCacheKeyForURL(address) !== undefined)
      : null;
  if (place !== null) event.respondWith(Response.redirect(place));
});

self.addEventListener('message', (event) => {
  const [port] = event.ports;
  const request = event.data as WorkerRequest;
  if (request === 'take-over') event.waitUntil(self.skipWaiting());
  if (request === 'shared-picture') port?.postMessage(sharedPicture.take());
  if (request === 'mend') {
    const mended = mendPrecache(cacheName, controller.getURLsToCacheKeys());
    event.waitUntil(mended.then((outcome) => port?.postMessage(outcome)));
  }
});
