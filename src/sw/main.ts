import type { PrecacheEntry } from 'workbox-precaching';
import type { WakeCause } from '#sync/engine.ts';
import {
  addPlugins,
  createHandlerBoundToURL,
  getCacheKeyForURL,
  matchPrecache,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import type { FilePorts, FilesAnswer } from './app-files.ts';
import { isOurs, missingFiles, repairFiles } from './app-files.ts';
import { createEngineHost } from './engine-host.ts';
import { createWakeUps } from './wake-ups.ts';
import { systemClock } from '#sync/system-clock.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (string | PrecacheEntry)[] };

/** What a page may ask of the service worker. */
type PageMessage =
  | { readonly type: 'wake'; readonly cause: WakeCause }
  | { readonly type: 'skip-waiting' }
  | { readonly type: 'stop' }
  | { readonly type: 'check-files' | 'repair-files' };

const files = self.__WB_MANIFEST;
const urls = files.map((file) => (typeof file === 'string' ? file : file.url));
addPlugins([
  {
    // Without it workbox takes any 200 for the file; a refused one fails the installation, and the old version stays.
    cacheWillUpdate: async ({ request, response }) =>
      (await isOurs(new URL(request.url).pathname.slice(1), response.clone(), urls)) ? response : null,
  },
]);
precacheAndRoute(files);
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('index.html'), {
    denylist: [/^\/api\//, /^\/open311\//, /^\/healthz$/, /^\/metrics$/, /^\/openapi\.json$/],
  }),
);

const host = createEngineHost(__APP_VERSION__);
const wakeUps = createWakeUps({
  host,
  isOnline: () => navigator.onLine,
  now: () => Date.now(),
  sleep: async (ms) => systemClock.sleep(ms),
  register: async (tag) => self.registration.sync?.register(tag),
});

const filePorts: FilePorts = {
  match: async (url) => matchPrecache(url),
  // As workbox names it; should it ever change, what is put there is not found, and still said to be missing.
  put: async (url, response) => {
    const cache = await caches.open(`workbox-precache-v2-${self.registration.scope}`);
    await cache.put(getCacheKeyForURL(url) ?? url, response);
  },
  fetch: async (url) => fetch(`/${url}`, { cache: 'no-cache' }),
};

async function filesAnswer(isRepair: boolean): Promise<FilesAnswer> {
  const missing = await (isRepair ? repairFiles : missingFiles)(urls, filePorts);
  return { build: __APP_BUILD__, total: urls.length, missing };
}

let isFirst = false;
self.addEventListener('install', () => {
  isFirst = self.registration.active === null;
});
self.addEventListener('activate', (event) => {
  // The page that installed the very first worker gets it at once. A later one waits for the person's consent (message below).
  if (isFirst) event.waitUntil(self.clients.claim());
});

self.addEventListener('message', (event) => {
  const message = event.data as PageMessage;
  if (message.type === 'wake') event.waitUntil(wakeUps.run(message.cause));
  // A cache that was emptied stays so until the next version: a worker that is not installed anew takes nothing into it by itself.
  if (message.type === 'wake' && message.cause === 'start') event.waitUntil(repairFiles(urls, filePorts));
  if (message.type === 'skip-waiting') event.waitUntil(self.skipWaiting());
  if (message.type === 'check-files' || message.type === 'repair-files')
    event.waitUntil(filesAnswer(message.type === 'repair-files').then((answer) => event.ports[0]?.postMessage(answer)));
  // The person signs out: nothing may go out in their name any more.
  if (message.type === 'stop') event.waitUntil(host.stop().then(() => event.ports[0]?.postMessage('stopped')));
});

self.addEventListener('sync', (event) => event.waitUntil(wakeUps.sync(event.tag)));
self.addEventListener('periodicsync', (event) => event.waitUntil(wakeUps.run('sync-event')));
self.addEventListener('push', (event) => event.waitUntil(wakeUps.run('push')));
