import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { useStore } from '#app/state/open-store.svelte.ts';
import { syncStatus } from '#app/state/sync-status.svelte.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';

afterEach(() => useStore(null));

test('[I17] a phone is safe to hand over only once its store has said that nothing is unsent', async () => {
  expect(syncStatus.safeToHandOver).toBe(false);
  const store = await openReady(freshPerson());
  useStore(store);
  expect(syncStatus.safeToHandOver).toBe(false);
  await vi.waitFor(() => expect(syncStatus.safeToHandOver).toBe(true), 3_000);
  useStore(null);
  expect(syncStatus.safeToHandOver).toBe(false);
});
