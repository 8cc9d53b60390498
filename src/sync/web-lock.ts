import type { Exclusive } from './ports.ts';

/** One engine per person among all pages and the service worker. Chromium frees the lock of a host that dies. */
export function syncLock(person: string): Exclusive {
  return { run: async (work) => navigator.locks.request(`jiban-sync-${person}`, work) };
}
