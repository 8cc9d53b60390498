import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import type { NewEntry } from '#storage/append.ts';
import type { ChainHead } from '#storage/rows.ts';
import type { HeadCopy, PersonStore } from '#storage/person-store.ts';
import { entryIdOf, commitmentOf } from '#domain/log/seal.ts';
import { CanonicalJsonError } from '#domain/kernel/canonical-json.ts';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';
import { append } from '#storage/append.ts';
import { listDrafts, loadDraft, saveDraft } from '#storage/drafts.ts';
import { readUnsent } from '#storage/health.ts';
import { becomeNewDevice } from '#storage/new-device.ts';
import { openEntry } from '#storage/open-entry.ts';
import { openPersonStore } from '#storage/open-person-store.ts';
import { requireWriter } from '#storage/person-store.ts';
import { StorageFailure } from '#storage/storage-failure.ts';
import { freshPerson, openReady } from './open-for-test.ts';

const finding: NewEntry = {
  case: 'c-1',
  kind: 'finding',
  kindV: 1,
  body: { subject: '风机', result: 'unclear', description: '' },
  blobs: [],
};

let person: string;
let store: PersonStore;
beforeEach(async () => {
  person = freshPerson();
  store = await openReady(person);
});

async function verify(publicKey: string, id: string, sig: string): Promise<boolean> {
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'));
  const key = await crypto.subtle.importKey('raw', bytes(publicKey), { name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'verify',
  ]);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes(sig), new TextEncoder().encode(id));
}

test('[DEVICE-20] every entry names the one before it, and is signed by the device', async () => {
  await append(store, [finding, finding]);
  await append(store, [finding]);
  const rows = await store.db.entries.orderBy('n').toArray();
  const device = await store.db.meta.get('device');
  const { id, publicKey } = device?.value as { id: string; publicKey: string };
  expect(rows.map((row) => row.header.seq)).toEqual([1, 2, 3]);
  expect(rows.map((row) => row.header.prev)).toEqual([null, rows[0]?.id, rows[1]?.id]);
  for (const row of rows) {
    const entry = await openEntry(row);
    expect(entry.header).toMatchObject({ device: id, actor: person });
    expect(entryIdOf(entry.header)).toBe(row.id);
    expect(entry.payload && commitmentOf(entry.payload)).toBe(entry.header.commit);
    expect(await verify(publicKey, row.id, entry.sig)).toBe(true);
  }
});

test('[DEVICE-20] when the head moves under an append, the entry is built anew on the moved head', async () => {
  const other = await openReady(person);
  const sign = crypto.subtle.sign.bind(crypto.subtle);
  // Between reading the head and the transaction, a tab without the lock gets in.
  vi.spyOn(crypto.subtle, 'sign').mockImplementationOnce(async (...given) => {
    await moveHead(other);
    return sign(...given);
  });
  const ids = await append(store, [finding]);
  const rows = await store.db.entries.orderBy('n').toArray();
  expect(rows.map((row) => [row.header.seq, row.header.prev])).toEqual([
    [1, null],
    [2, rows[0]?.id],
  ]);
  expect(rows[1]?.id).toBe(ids[0]);
});

async function moveHead({ db }: PersonStore): Promise<void> {
  const row = await db.meta.get('head');
  const head = row?.value as ChainHead;
  const id = 'f'.repeat(64);
  await db.transaction('rw', db.meta, db.entries, async () => {
    await db.meta.put({ key: 'head', value: { ...head, seq: 1, id } });
    await db.entries.add({
      id,
      case: 'c',
      stage: 'unsent',
      header: { seq: 1, prev: null } as never,
      sig: '',
      payload: null,
      bytes: 0,
      blobIds: [],
    });
  });
}

test('[DEVICE-21] a failed write leaves neither entry nor photo nor moved head, and the draft stays', async () => {
  await saveDraft(store, { caseId: 'c-1', kind: 'photo' }, { values: { note: 'n' }, focusField: null });
  const bytes = new TextEncoder().encode('photo');
  const blob = { sha256: sha256OfBytes(bytes), bytes, mediaType: 'image/jpeg', role: 'original' as const };
  const draft = { caseId: 'c-1', kind: 'photo' };
  store.db.blobBytes.hook('creating', () => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const failure = await append(store, [finding, { ...finding, blobs: [blob], draft }]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StorageFailure);
  expect(failure).toMatchObject({ kind: 'quota' });
  expect([await store.db.entries.count(), await store.db.blobs.count(), await store.db.blobBytes.count()]).toEqual([
    0, 0, 0,
  ]);
  expect((await store.db.meta.get('head'))?.value).toMatchObject({ seq: 0 });
  expect(await loadDraft(store, draft)).toMatchObject({ values: { note: 'n' } });
});

test('[DEVICE-21] the draft an entry was made from goes with it', async () => {
  const draft = { caseId: 'c-1', kind: 'finding' };
  await saveDraft(store, draft, { values: {}, focusField: 'subject' });
  await append(store, [{ ...finding, draft }]);
  expect(await listDrafts(store, null)).toEqual([]);
});

test('[DEVICE-22] a body that JSON cannot carry is refused before anything is stored', async () => {
  await expect(append(store, [finding, { ...finding, body: { text: '\ud800' } }])).rejects.toBeInstanceOf(
    CanonicalJsonError,
  );
  expect(await readUnsent(store)).toMatchObject({ entries: 0 });
});

test('[DEVICE-23] a photo that does not read back as it was is written once more, then told', async () => {
  const bytes = new TextEncoder().encode('photo');
  const blob = { sha256: '0'.repeat(64), bytes, mediaType: 'image/jpeg', role: 'original' as const };
  await expect(append(store, [{ ...finding, blobs: [blob] }])).rejects.toMatchObject({ kind: 'disk' });
  expect((await store.db.blobs.get(blob.sha256))?.stage).toBe('damaged');
});

test('[DEVICE-30] an emptied store is never taken for a new one: what was written here is named', async () => {
  const copies = new Map<string, ChainHead>();
  const heads: HeadCopy = { read: (who) => copies.get(who) ?? null, write: (who, head) => void copies.set(who, head) };
  const options = { person: freshPerson(), appVersion: 'test', heads, create: true };
  const first = await openPersonStore(options);
  if (first.state !== 'ready') throw new Error(first.state);
  await append(first.store, [finding, finding]);
  const device = copies.get(options.person)?.device;
  await first.store.db.delete();

  const second = await openPersonStore(options);
  expect(second).toMatchObject({ state: 'lost', loss: { device, missing: [{ from: 1, to: 2 }], lastSeq: 2 } });
  if (second.state !== 'lost') return;
  await expect(append(second.store, [finding])).rejects.toMatchObject({ kind: 'lost' });
  await becomeNewDevice(second.store);
  await append(second.store, [finding]);
  const [row] = await second.store.db.entries.toArray();
  expect(row?.header.seq).toBe(1);
  expect(row?.header.device).not.toBe(device);
  second.store.db.close();
  expect((await openPersonStore(options)).state).toBe('ready');
});

test('[DEVICE-30] a store cut short says from where to where; what is left is kept for sending', async () => {
  const copies = new Map<string, ChainHead>();
  const heads: HeadCopy = { read: (who) => copies.get(who) ?? null, write: (who, head) => void copies.set(who, head) };
  const options = { person: freshPerson(), appVersion: 'test', heads, create: true };
  const first = await openPersonStore(options);
  if (first.state !== 'ready') throw new Error(first.state);
  const [kept] = await append(first.store, [finding]);
  const before = await first.store.db.meta.get('head');
  await append(first.store, [finding, finding]);
  if (before) await first.store.db.meta.put(before);
  await first.store.db.entries.where('n').above(1).delete();
  first.store.db.close();
  const second = await openPersonStore(options);
  expect(second).toMatchObject({ state: 'lost', loss: { missing: [{ from: 2, to: 3 }], lastSeq: 3 } });
  if (second.state !== 'lost') return;
  await becomeNewDevice(second.store);
  await append(second.store, [finding]);
  expect(
    (await second.store.db.entries.orderBy('n').toArray()).map((row) => [row.id === kept, row.header.seq]),
  ).toEqual([
    [true, 1],
    [false, 1],
  ]);
});

test('[DEVICE-31] a database that is emptied while open is noticed by the next write', async () => {
  await store.db.transaction('rw', store.db.meta, () => store.db.meta.clear());
  await expect(append(store, [finding])).rejects.toMatchObject({ kind: 'lost' });
  await expect(saveDraft(store, { caseId: 'c', kind: 'k' }, { values: 1, focusField: null })).rejects.toMatchObject({
    kind: 'lost',
  });
});

test('[DEVICE-32] a store that a newer app has claimed is not written any more', async () => {
  await append(store, [finding]);
  await requireWriter(store, 2);
  await expect(append(store, [finding])).rejects.toMatchObject({ kind: 'newer' });
  expect(await readUnsent(store)).toMatchObject({ entries: 1 });
});

test('[DEVICE-33] without a store there is nothing to open for who may not make one', async () => {
  expect(await openPersonStore({ person: freshPerson(), appVersion: 'test', heads: null, create: false })).toEqual({
    state: 'absent',
  });
});

test('[DEVICE-34] a closed connection is opened once more', async () => {
  store.db.close();
  await append(store, [finding]);
  expect(await readUnsent(store)).toMatchObject({ entries: 1 });
});
