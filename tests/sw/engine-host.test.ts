import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import type { Account } from '#storage/shell-db.ts';
import type { SyncRequest } from '#protocol/sync.ts';
import { createEngineHost } from '#sw/engine-host.ts';
import { deviceOf } from '#storage/person-store.ts';
import { newSigningKey } from '#server/keys/p256.ts';
import { openReady } from '#tests/storage/open-for-test.ts';
import { personOf } from '#tests/server/log-scene.ts';
import { HAND_IN_HEADER } from '#protocol/session.ts';
import { Shell } from '#storage/shell-db.ts';

const shell = new Shell();
afterEach(async () => {
  vi.unstubAllGlobals();
  for (const { person } of await shell.accounts()) await shell.forget(person.id);
});

/** Somebody signed in on this browser; answers the id of their device. */
async function signIn(name: string, publicKey = newSigningKey().publicKey): Promise<string> {
  const store = await openReady(name);
  const { id: device } = await deviceOf(store);
  store.db.close();
  const server = { epoch: 'e-1', publicKey, timeMs: 0, version: 'test' };
  const account: Omit<Account, 'lastUsedAt' | 'current'> = {
    person: personOf(name, 'inspector', 'team-1'),
    directory: { units: [], people: [] },
    server,
    demo: false,
    device,
  };
  await shell.use(account);
  return device;
}

/** A network that refuses everybody, and writes down who asked. */
function watchNetwork(): string[] {
  const devices: string[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const isProof = HAND_IN_HEADER in (init.headers as Record<string, string>);
    if (url === '/api/sync' && !isProof) devices.push((JSON.parse(init.body as string) as SyncRequest).device);
    return Promise.resolve(new Response('{"error":{"code":"unauthenticated"}}', { status: 401 }));
  });
  return devices;
}

it('[ENGINE-54] nobody signed in: no request, and no rejection', async () => {
  const asked = watchNetwork();
  expect(await createEngineHost('test').wake('sync-event')).toBeNull();
  expect(asked).toEqual([]);
});

it('[ENGINE-54] the engine is that of whoever works here now', async () => {
  const asked = watchNetwork();
  const host = createEngineHost('test');
  const first = await signIn('u-first');
  expect((await host.wake('start'))?.waiting?.cause).toBe('sign-in');
  const second = await signIn('u-second');
  await host.wake('start');
  expect(asked).toEqual([first, second]);
  await host.stop();
});

it('[ENGINE-54] after a sign-out neither news nor timers bring it back; a person does', async () => {
  const asked = watchNetwork();
  const host = createEngineHost('test');
  await signIn('u-third');
  await host.wake('start');
  await host.stop();
  for (const cause of ['live', 'timer', 'visible', 'online', 'sync-event', 'push'] as const) await host.wake(cause);
  expect(asked).toHaveLength(1);
  await host.wake('button');
  expect(asked).toHaveLength(2);
  await host.stop();
});

it('[ENGINE-54] a store that is not there any more stops nothing', async () => {
  watchNetwork();
  await signIn('u-fourth');
  indexedDB.deleteDatabase('jiban-u-fourth');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await createEngineHost('test').wake('start')).toBeNull();
});
