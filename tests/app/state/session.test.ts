import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Reckoning } from '#protocol/reckoning.ts';
import type { EnrolDevice, SessionInfo } from '#protocol/session.ts';
import { hostEngine, wakeEngine } from '#app/state/engine-host.ts';
import { openStore, shell, useStore } from '#app/state/open-store.svelte.ts';
import { record } from '#app/state/record.ts';
import {
  boot,
  refreshSession,
  session,
  signIn,
  signOut,
  startNewDevice,
  switchAccount,
} from '#app/state/session.svelte.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { newSigningKey, verifyP256 } from '#server/keys/p256.ts';
import { signStatement } from '#server/sync/statements.ts';
import { applyPage } from '#storage/apply-page.ts';
import { unaskedLosses } from '#storage/healing/losses.ts';
import { EngineStore } from '#storage/local-store.ts';
import type { PersonStore } from '#storage/person-store.ts';
import { acceptReceipts } from '#storage/outbox.ts';
import { wang } from '#tests/domain/case/case-builder.ts';
import { orderedCase, pageOf, receiptOf, snapshot } from '#tests/storage/page-builder.ts';

const key = newSigningKey();

/** The office's answers; null = no network. */
let server: { who: SessionInfo; enrolled: EnrolDevice[]; holds?: readonly number[] } | null;
const remembered = new Map<string, string>();

function infoOf(id: string, publicKey = key.publicKey): SessionInfo {
  const person = { ...wang, id };
  const units = [{ id: wang.unit, name: '执法一队', kind: 'team' as const }];
  const identity = { epoch: 'e1', publicKey, timeMs: 1, version: `version of ${publicKey}` };
  return { person, directory: { units, people: [person] }, server: identity, demo: false };
}

/** The server's list of a lost device's chain. */
async function reckoning(path: string, holds: readonly number[]): Promise<Reckoning> {
  const [, device = '', from = ''] = /devices\/(.+)\/reckoning\?from=(.+)/.exec(path) ?? [];
  const entries = holds.map((seq) => ({ seq, entry: 'e'.repeat(64), blobs: [], missing: [] }));
  const told = entries.filter(({ seq }) => seq >= Number(from));
  const about = { v: 1, alg: key.alg, epoch: 'e1', at: 1, more: false };
  return signStatement(key, { ...about, device, from: Number(from), entries: told });
}

async function answer(path: string, init: RequestInit): Promise<Response> {
  if (!server) throw new TypeError('no network');
  if (path === '/api/devices' && init.method === 'POST') {
    server.enrolled.push(JSON.parse(init.body as string) as EnrolDevice);
    return Response.json({}, { status: 201 });
  }
  if (path.includes('/reckoning')) return Response.json(await reckoning(path, server.holds ?? []));
  if (path === '/api/devices') return Response.json([]);
  if (init.method === 'DELETE') return new Response(null, { status: 204 });
  if (init.method === 'POST' && (init.body as string).includes('wrong')) {
    return Response.json({ error: { code: 'wrong-credentials' } }, { status: 401 });
  }
  return Response.json(server.who);
}

let person: string;
beforeEach(() => {
  person = `u-${crypto.randomUUID()}`;
  server = { who: infoOf(person), enrolled: [] };
  remembered.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => remembered.get(key) ?? null,
    setItem: (key: string, value: string) => void remembered.set(key, value),
  });
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => Promise.resolve().then(() => answer(path, init)));
  hostEngine({ wake: () => {}, stop: async () => {} });
});

/** The browser is closed and opened again. */
async function restart(): Promise<void> {
  useStore(null);
  await boot();
}

function opened(): PersonStore {
  const store = openStore();
  if (!store) throw new Error('no store');
  return store;
}

const finding = () => record('c-1', 'finding', { subject: '风机', result: 'unclear', description: '' });

describe('session', () => {
  test('[DEVICE-70] signing in enrols this device with a proof of its key, once', async () => {
    expect(await signIn('wang', 'x')).toMatchObject({ ok: true });
    expect(session).toMatchObject({ phase: 'ready', person: { id: person }, needsSignIn: false });
    const [given] = server?.enrolled ?? [];
    if (!given) throw new Error('not enrolled');
    const statement = hashOfStatement({ enrol: given.device, person });
    expect(await verifyP256(given.publicKey, statement, given.proof)).toBe(true);
    await signIn('wang', 'x');
    expect(server?.enrolled).toHaveLength(1);
  });

  test('[DEVICE-70] a refused sign-in says why and leaves nothing behind', async () => {
    expect(await signIn('wang', 'wrong')).toMatchObject({ ok: false, failure: { code: 'wrong-credentials' } });
    expect(await shell.accounts()).not.toContainEqual(
      expect.objectContaining({ person: expect.objectContaining({ id: person }) as object }),
    );
    server = null;
    expect(await signIn('wang', 'x')).toMatchObject({ ok: false, failure: { code: 'offline' } });
  });

  test('[DEVICE-71] without network the person of last time works on, with everything that was here', async () => {
    await signIn('wang', 'x');
    await finding();
    server = null;
    await restart();
    expect(session).toMatchObject({ phase: 'ready', person: { id: person }, failure: null });
    expect(await openStore()?.db.entries.count()).toBe(1);
    expect(await finding()).toMatchObject({ ok: true });
  });

  test('[DEVICE-71] the pinned key changes at a sign-in alone, and then the device is enrolled there', async () => {
    await signIn('wang', 'x');
    server = { who: infoOf(person, 'key-2'), enrolled: [] };
    await restart();
    await vi.waitFor(async () => expect((await shell.current())?.server.version).toBe('version of key-2'));
    expect((await shell.current())?.server.publicKey).toBe(key.publicKey);
    await signIn('wang', 'x');
    expect((await shell.current())?.server.publicKey).toBe('key-2');
    expect(server.enrolled).toHaveLength(1);
  });

  test('[DEVICE-72] [FAULT-48] signing out is refused with a list while anything is only here; then all cases go and the device stays', async () => {
    await signIn('wang', 'x');
    const store = openStore();
    if (!store) throw new Error('no store');
    await applyPage(store, pageOf([snapshot(orderedCase('c-1').state)]));
    const written = await finding();
    expect(await signOut()).toEqual({ ok: false, unsent: [{ caseId: 'c-1', entries: 1, blobs: 0 }] });
    expect(session.phase).toBe('ready');

    if (written.ok) await acceptReceipts(store, [receiptOf(written.value)]);
    expect(await signOut()).toEqual({ ok: true });
    expect(session).toMatchObject({ phase: 'signed-out', person: null });
    const device = server?.enrolled[0]?.device;
    await signIn('wang', 'x');
    expect(session.device).toBe(device);
    expect(openStore()?.index.size).toBe(0);
    expect((await openStore()?.db.entries.toArray())?.map((row) => row.payload)).toEqual([null]);
  });

  test('[DEVICE-73] [FAULT-49] two people of one browser have two stores; switching needs no network', async () => {
    await signIn('wang', 'x');
    await finding();
    const first = person;
    person = `u-${crypto.randomUUID()}`;
    server = { who: infoOf(person), enrolled: [] };
    await signIn('chen', 'x');
    expect(await openStore()?.db.entries.count()).toBe(0);
    server = null;
    expect(await switchAccount(first)).toMatchObject({ ok: true });
    expect(session.person?.id).toBe(first);
    expect(await openStore()?.db.entries.count()).toBe(1);
  });

  test('[DEVICE-31] [FAULT-4] site data cleared under the open page: the loss is told at once, and nothing starts afresh in silence', async () => {
    await signIn('wang', 'x');
    await finding();
    await finding();
    const store = openStore();
    await store?.db.transaction('rw', store.db.tables, async () => {
      for (const table of store.db.tables) await table.clear();
    });
    remembered.clear();
    expect(await finding()).toMatchObject({ ok: false, failure: { code: 'storage-lost' } });
    await vi.waitFor(() =>
      expect(session).toMatchObject({ phase: 'store-lost', loss: { missing: [{ from: 1, to: 2 }] } }),
    );
    expect(await startNewDevice()).toMatchObject({ ok: true });
    expect(await finding()).toMatchObject({ ok: true });
  });

  test('[DEVICE-30] an emptied store is told, and only after consent a new device goes on', async () => {
    await signIn('wang', 'x');
    await finding();
    const left = openStore();
    useStore(null);
    await left?.db.delete();
    await restart();
    expect(session).toMatchObject({ phase: 'store-lost', loss: { missing: [{ from: 1, to: 1 }], isAsked: true } });
    expect(await finding()).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    expect(await startNewDevice()).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(server?.enrolled).toHaveLength(2));
    expect(new Set(server?.enrolled.map(({ device }) => device)).size).toBe(2);
    expect(await finding()).toMatchObject({ ok: true });
  });
  test('[DEVICE-83] an emptied store whose records the server all has goes on without a question, as a new device', async () => {
    await signIn('wang', 'x');
    await finding();
    const first = server?.enrolled[0]?.device;
    const left = openStore();
    useStore(null);
    await left?.db.delete();
    if (server) server = { ...server, holds: [1] };
    await restart();
    expect(session).toMatchObject({ phase: 'ready', loss: null, healed: { entries: 0 } });
    await vi.waitFor(() => expect(server?.enrolled).toHaveLength(2));
    expect(session.device).not.toBe(first);
    expect(await finding()).toMatchObject({ ok: true });
  });

  test('[DEVICE-83] without a line the loss is told as unsure; with one it is asked after, and what the server has is none', async () => {
    await signIn('wang', 'x');
    await finding();
    await finding();
    const left = openStore();
    useStore(null);
    await left?.db.delete();
    const online = server;
    server = null;
    await restart();
    expect(session).toMatchObject({ phase: 'store-lost', loss: { missing: [{ from: 1, to: 2 }], isAsked: false } });
    expect(await startNewDevice()).toMatchObject({ ok: true });
    expect(await unaskedLosses(opened())).toHaveLength(1);
    server = online && { ...online, holds: [1] };
    await refreshSession();
    await vi.waitFor(async () => expect(await unaskedLosses(opened())).toEqual([]));
    const position = await new EngineStore(opened()).position();
    expect(position.health.troubles).toMatchObject([{ code: 'records-lost', detail: '1: 2' }]);
  });

  test('[DEVICE-104] the new device is made known at the next wake of any kind when the first try found no line', async () => {
    await signIn('wang', 'x');
    await finding();
    const left = openStore();
    useStore(null);
    await left?.db.delete();
    const online = server && { ...server, holds: [1] };
    server = null;
    await restart();
    await startNewDevice();
    wakeEngine('visible');
    expect((await shell.current())?.device).toBeNull();
    server = online;
    wakeEngine('timer');
    await vi.waitFor(async () => expect((await shell.current())?.device).toBe(session.device));
    expect(server?.enrolled.at(-1)?.device).toBe(session.device);
  });
});
