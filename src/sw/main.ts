import type { PrecacheEntry } from 'workbox-precaching';
import type { WakeCause } from '#sync/engine.ts';
import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { createEngineHost } from './engine-host.ts';
import { createWakeUps } from './wake-ups.ts';
import { systemClock } from '#sync/system-clock.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (string | PrecacheEntry)[] };

/** What a page may ask of the service worker. */
type PageMessage =
  { readonly type: 'wake'; readonly cause: WakeCause } | { readonly type: 'skip-waiting' } | { readonly type: 'stop' };

precacheAndRoute(self.__WB_MANIFEST);
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
  if (message.type === 'skip-waiting') event.waitUntil(self.skipWaiting());
  // The person signs out: nothing may go out in their name any more.
  if (message.type === 'stop') event.waitUntil(host.stop().then(() => event.ports[0]?.postMessage('stopped')));
});

self.addEventListener('sync', (event) => event.waitUntil(wakeUps.run('sync-event')));
self.addEventListener('periodicsync', (event) => event.waitUntil(wakeUps.run('sync-event')));
self.addEventListener('push', (event) => event.waitUntil(wakeUps.run('push')));
