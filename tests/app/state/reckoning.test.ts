import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PersonStore } from '#storage/person-store.ts';
import type { ReckonedEntry } from '#protocol/reckoning.ts';
import type { SigningKey } from '#server/keys/p256.ts';
import { hostEngine } from '#app/state/engine-host.ts';
import { useStore } from '#app/state/open-store.svelte.ts';
import { reckon, reckoning } from '#app/state/reckoning.svelte.ts';
import { sessionState } from '#app/state/session-state.svelte.ts';
import { syncStatus } from '#app/state/sync-status.svelte.ts';
import { newSigningKey } from '#server/keys/p256.ts';
import { signStatement } from '#server/sync/statements.ts';
import { append } from '#storage/append.ts';
import { confirmBlobs } from '#storage/blobs.ts';
import { sha256Hex } from '#storage/encoding.ts';
import { acceptReceipts } from '#storage/outbox.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';
import { blobReceiptOf, receiptOf } from '#tests/storage/page-builder.ts';

const key = newSigningKey();
const BYTES = new Uint8Array([1, 2, 3, 4]);
const PHOTO = await sha256Hex(BYTES);

let store: PersonStore;
let ids: readonly string[];
let woken: string[];
/** What the server holds; null: no network. */
let held: ReckonedEntry[] | null;
let signer: SigningKey;
/** Numbers of one page. */
let pageSize: number;

const note = { case: 'c-1', kind: 'contact', kindV: 1, body: { way: 'phone', reached: true, summary: '' } };

beforeEach(async () => {
  store = await openReady(freshPerson());
  const original = { sha256: PHOTO, bytes: BYTES, mediaType: 'image/jpeg', role: 'original' } as const;
  ids = await append(store, [
    { ...note, blobs: [] },
    { ...note, blobs: [original] },
    { ...note, blobs: [] },
  ]);
  [woken, signer, pageSize] = [[], key, 2];
  held = ids.map((entry, at) => ({ seq: at + 1, entry, blobs: at === 1 ? [PHOTO] : [], missing: [] }));
  hostEngine({ wake: (reason) => void woken.push(reason), stop: async () => {} });
  const answer = async (path: string): Promise<Response> => {
    if (!held) throw new TypeError('no network');
    const [, device = '', from = ''] = /devices\/(\w+)\/reckoning\?from=(\d+)/.exec(path) ?? [];
    const rest = held.filter(({ seq }) => seq >= Number(from));
    const about = { v: 1, alg: key.alg, device, from: Number(from), epoch: 'e1', at: 9_000 };
    const entries = rest.slice(0, pageSize);
    return Response.json(await signStatement(signer, { ...about, entries, more: rest.length > pageSize }));
  };
  vi.stubGlobal('fetch', answer);
  sessionState.server = { epoch: 'e1', publicKey: key.publicKey, timeMs: 1, version: 'test' };
  useStore(store);
});
afterEach(() => useStore(null));

async function deliverAll(): Promise<void> {
  await acceptReceipts(
    store,
    ids.map((entry, at) => receiptOf(entry, { seq: at + 1 })),
  );
  await confirmBlobs(store, [blobReceiptOf(PHOTO, BYTES.length)]);
  await vi.waitFor(() => expect(syncStatus).toMatchObject({ safeToHandOver: true }));
}

const states = () => reckoning.reckoned?.items.map(({ state }) => state);
const stages = async () => (await store.db.entries.orderBy('n').toArray()).map(({ stage }) => stage);

test('[DEVICE-92] 可以放心交机 only when the server’s own signed list has everything, over all its pages', async () => {
  await deliverAll();
  expect(reckoning.isSafe).toBe(false);
  await reckon();
  expect(states()).toEqual(['confirmed', 'confirmed', 'confirmed']);
  expect(reckoning).toMatchObject({ isSafe: true, isDue: false, failure: null, reckoned: { at: 9_000 } });
  await append(store, [{ ...note, blobs: [] }]);
  await vi.waitFor(() => expect(reckoning.isStale).toBe(true));
  expect(reckoning.isSafe).toBe(false);
});

test('[DEVICE-92] never while anything has no receipt, even if the server names it', async () => {
  await reckon();
  expect(states()).toEqual(['pending', 'pending', 'pending']);
  expect(reckoning.isSafe).toBe(false);
});

test('[DEVICE-93] what the server gave a receipt for and does not have is named and goes back to the outbox', async () => {
  await deliverAll();
  held = (held ?? []).filter(({ entry }) => entry !== ids[1]);
  await reckon();
  expect(states()).toEqual(['confirmed', 'missing', 'confirmed']);
  expect(reckoning.reckoned).toMatchObject({ offeredAgain: 2 });
  expect(reckoning.isSafe).toBe(false);
  expect(woken).toEqual(['button']);
  expect(await stages()).toEqual(['sent', 'unsent', 'sent']);
  expect(await store.db.blobs.get(PHOTO)).toMatchObject({ stage: 'waiting', sentBytes: 0 });
  const [, back] = await store.db.entries.orderBy('n').toArray();
  expect(back?.formerReceipts).toHaveLength(1);
  // A server that goes on leaving it out is not asked in circles.
  await deliverAll();
  expect(reckoning.isDue).toBe(false);
});

test('[DEVICE-93] a photo whose file the server lost is sent again alone', async () => {
  await deliverAll();
  held = (held ?? []).map((one) => ({ ...one, blobs: [], missing: one.blobs }));
  await reckon();
  expect(reckoning.reckoned?.items[1]).toMatchObject({ state: 'missing', lacksOnlyPhoto: true, isHere: true });
  expect(await stages()).toEqual(['sent', 'sent', 'sent']);
  expect(await store.db.blobs.get(PHOTO)).toMatchObject({ stage: 'ready' });
  expect((await store.db.blobs.get(PHOTO))?.receipt).toBeUndefined();
});

test('[DEVICE-94] a list under another key, or about another device, counts for nothing and moves nothing', async () => {
  await deliverAll();
  held = [];
  signer = newSigningKey();
  await reckon();
  expect(reckoning).toMatchObject({ isSafe: false, failure: { code: 'not-our-server' } });
  expect(states()).toEqual(['receipt', 'receipt', 'receipt']);
  expect(await stages()).toEqual(['sent', 'sent', 'sent']);
});

test('[DEVICE-94] without network it says what this device remembers, and not that it may be handed over', async () => {
  await deliverAll();
  held = null;
  await reckon();
  expect(reckoning).toMatchObject({ isSafe: false, isDue: false, failure: { code: 'offline' } });
  expect(states()).toEqual(['receipt', 'receipt', 'receipt']);
});

test('[DEVICE-93] a server that knows nothing of the device holds nothing of it', async () => {
  await deliverAll();
  vi.stubGlobal('fetch', async () => Response.json({ error: { code: 'not-found' } }, { status: 404 }));
  await reckon();
  expect(states()).toEqual(['missing', 'missing', 'missing']);
  expect(await stages()).toEqual(['unsent', 'unsent', 'unsent']);
});
