import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import type { CaseRecord, CaseState } from '#domain/case/case-state.ts';
import type { PersonStore } from '#storage/person-store.ts';
import { evolve } from '#domain/case/evolve.ts';
import { ACCEPTED } from '#domain/log/verdict.ts';
import { pendingRecordOf } from '#domain/log/record-of-entry.ts';
import { append } from '#storage/append.ts';
import { applyPage } from '#storage/apply-page.ts';
import { blobTasks } from '#storage/blobs.ts';
import { readUnsent } from '#storage/health.ts';
import { openEntry } from '#storage/open-entry.ts';
import { acceptReceipts } from '#storage/outbox.ts';
import { putPicture } from '#storage/pictures.ts';
import { readCase } from '#storage/read-case.ts';
import { releaseCopies } from '#storage/second-copy/reconcile.ts';
import { sealer } from '#storage/sealed.ts';
import { MemoryDisk } from './memory-copy-files.ts';
import { freshPerson, openReady } from './open-for-test.ts';
import { entriesLine, orderedCase, pageOf, receiptOf, snapshot } from './page-builder.ts';
import { finding, photo } from './work-for-test.ts';

const CANARY = 'a canary who lives at 3-401';
const secret = { ...finding, body: { ...finding.body, description: CANARY } };
let disk: MemoryDisk;
let store: PersonStore;

beforeEach(async () => {
  disk = new MemoryDisk();
  store = await openReady(freshPerson(), disk.open);
});

/** Every text and every byte of the store and of the second copy, unsealed. */
async function everything(): Promise<string> {
  const { db } = store;
  const [entries, packs, bytes, pictures] = await Promise.all([
    db.entries.toArray(),
    db.packs.toArray(),
    db.blobBytes.toArray(),
    db.pictures.toArray(),
  ]);
  const texts = await Promise.all([
    ...entries.flatMap(({ payload }) => (payload ? [sealer.openText(payload)] : [])),
    ...packs.map(({ text }) => sealer.openText(text)),
    ...[...bytes, ...pictures].map(async ({ data }) => new TextDecoder().decode(await sealer.openBytes(data))),
  ]);
  return [...texts, ...[...disk.files.values()].map((file) => new TextDecoder().decode(file))].join('\n');
}

const ordered = orderedCase('c-1').state;

/** Own entries as the server sequenced them, after the order. */
async function sequenced(ids: readonly string[]): Promise<readonly CaseRecord[]> {
  const rows = await store.db.entries.where('id').anyOf(ids.slice()).sortBy('n');
  const records = rows.map(async (row, at) => ({
    ...pendingRecordOf(row.id, await openEntry(row)),
    seq: ordered.lastSeq + 1 + at,
    receivedAt: 6_000,
    verdict: ACCEPTED,
  }));
  return Promise.all(records);
}

function erasing(state: CaseState, target: string): CaseRecord {
  const body = { target, reason: 'an address', askedBy: 'u-zhao', confirmedBy: 'u-zhou' };
  const header = { kind: 'erase', kindV: 1, actor: 'system', device: 'server', base: 0, claimedAt: 1, blobs: [] };
  const id = target.replaceAll(/./g, 'e');
  return { ...header, id, seq: state.lastSeq + 1, clockOffsetMs: 0, receivedAt: 7_000, verdict: ACCEPTED, body };
}

/** The server's order to erase reaches this device. */
async function hearOfErasure(state: CaseState, target: string): Promise<CaseState> {
  const order = erasing(state, target);
  const after = evolve(state, order);
  await applyPage(store, pageOf([entriesLine(after, state.lastSeq, [order])]));
  return after;
}

test('[ERASE-7] words go from the case and from the own entry; header, receipt and chain stay', async () => {
  const [id = '', other = ''] = await append(store, [secret, finding]);
  await acceptReceipts(store, [receiptOf(id, { seq: 2 }), receiptOf(other, { seq: 3 })]);
  const state = (await sequenced([id, other])).reduce(evolve, ordered);
  await applyPage(store, pageOf([snapshot(state)]));
  expect(await everything()).toContain(CANARY);

  const before = await store.db.entries.where('id').equals(id).first();
  const after = await hearOfErasure(state, id);
  expect(await everything()).not.toContain(CANARY);
  expect(await readCase(store, 'c-1')).toEqual(after);
  expect(await store.db.entries.where('id').equals(id).first()).toEqual({ ...before, payload: null });
  expect((await store.db.entries.where('id').equals(other).first())?.payload).not.toBeNull();
});

test('[ERASE-7] a device that learns it from a snapshot drops the same', async () => {
  const [id = ''] = await append(store, [secret]);
  await acceptReceipts(store, [receiptOf(id, { seq: 2 })]);
  const state = (await sequenced([id])).reduce(evolve, ordered);
  await applyPage(store, pageOf([snapshot(evolve(state, erasing(state, id)))]));
  expect(await everything()).not.toContain(CANARY);
});

test('[ERASE-7] photos of it go too, sent or not, here and in the second copy; one that another record names stays', async () => {
  const [gone, shared] = [photo(`gone ${CANARY}`), photo('shared')];
  const [id = '', kept = ''] = await append(store, [
    { ...gone.entry, blobs: [...gone.entry.blobs, ...shared.entry.blobs] },
    { ...shared.entry, case: 'c-2' },
  ]);
  await acceptReceipts(store, [receiptOf(id, { seq: 2 }), receiptOf(kept, { case: 'c-2', seq: 3 })]);
  const state = (await sequenced([id])).reduce(evolve, ordered);
  await applyPage(store, pageOf([snapshot(state)]));
  await hearOfErasure(state, id);
  await releaseCopies(store);
  expect(await everything()).not.toContain(CANARY);
  expect((await blobTasks(store)).map(({ blob }) => blob).sort()).toEqual([shared.original, shared.thumb].sort());
});

test('[ERASE-7] a thumbnail that was fetched ahead goes as well', async () => {
  const { original, thumb } = photo('theirs');
  const story = orderedCase('c-1');
  const taken: CaseRecord = {
    ...erasing(story.state, 'f'.repeat(64)),
    kind: 'photo',
    id: 'a'.repeat(64),
    blobs: [original],
  };
  const state = evolve(story.state, { ...taken, body: { original, thumb } });
  await applyPage(store, pageOf([snapshot(state)]));
  const bytes = new TextEncoder().encode(CANARY);
  await putPicture(store, { case: 'c-1', original, thumb }, { bytes, mediaType: 'image/jpeg' });
  expect(await everything()).toContain(CANARY);
  await hearOfErasure(state, taken.id);
  expect(await everything()).not.toContain(CANARY);
});

test('[ERASE-7] [I5] without a receipt the words stay until it comes: the entry is handed in whole', async () => {
  const picture = photo(`photo of ${CANARY}`);
  const [id = ''] = await append(store, [{ ...secret, blobs: picture.entry.blobs }]);
  const state = (await sequenced([id])).reduce(evolve, ordered);
  await applyPage(store, pageOf([snapshot(evolve(state, erasing(state, id)))]));
  expect((await readUnsent(store)).entries).toBe(1);
  const row = await store.db.entries.where('id').equals(id).first();
  expect(row && (await openEntry(row)).payload?.body).toEqual(secret.body);
  await acceptReceipts(store, [receiptOf(id, { seq: 2 })]);
  await releaseCopies(store);
  expect(await everything()).not.toContain(CANARY);
  expect(await readUnsent(store)).toMatchObject({ entries: 0, blobs: 0 });
  expect(await blobTasks(store)).toEqual([]);
});
