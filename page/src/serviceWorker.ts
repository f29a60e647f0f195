/** Name of the cache and the files of the page, put in by the build. */
declare const CACHE_NAME: string;
declare const PAGE_FILES: readonly string[];

interface ServiceEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface ServiceScope {
  addEventListener(name: 'install' | 'activate' | 'fetch', listener: (event: ServiceEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
}
const scope = globalThis as unknown as ServiceScope;

scope.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE_NAME)
      .then((cache) => cache.addAll([...PAGE_FILES]))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => scope.clients.claim()));
});

scope.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && new URL(url).origin === scope.location.origin)
    event.respondWith(keptOrFetched(event.request));
});

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names
      .filter((name) => name.startsWith('decodesaxs-page-') && name !== CACHE_NAME)
      .map((name) => caches.delete(name)),
  );
}

/** The page's own files come from the cache of their version, everything else from the network. */
async function keptOrFetched(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE_NAME);
  return (await cache.match(request, { ignoreSearch: request.mode === 'navigate' })) ?? fetch(request);
}
