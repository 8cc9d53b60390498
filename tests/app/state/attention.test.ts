import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PersonStore } from '#storage/person-store.ts';
import { acknowledge, beginReplacement, resend, type Attention } from '#app/state/attention.ts';
import { Draft } from '#app/state/drafts.svelte.ts';
import { registerDraft } from '#app/state/live-drafts.ts';
import { useStore } from '#app/state/open-store.svelte.ts';
import { record } from '#app/state/record.ts';
import { syncStatus } from '#app/state/sync-status.svelte.ts';
import { append } from '#storage/append.ts';
import { EngineStore } from '#storage/local-store.ts';
import { quarantine } from '#storage/outbox.ts';
import { ownItems } from '#storage/own-items.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';

const KEY = { caseId: 'c-1', kind: 'finding' };
const OLD = { subject: '风机', result: 'violates', description: '响' };
const FORM = { subject: '风机', result: 'violates', description: '响', demand: '' };

let store: PersonStore;
beforeEach(async () => {
  store = await openReady(freshPerson());
  useStore(store);
});
afterEach(() => useStore(null));

async function written(body: object = OLD): Promise<string> {
  const [id = ''] = await append(store, [{ case: 'c-1', kind: 'finding', kindV: 1, body: { ...body }, blobs: [] }]);
  return id;
}

const stageOf = async (id: string) => (await store.db.entries.where('id').equals(id).first())?.stage;
const told = (what: (all: readonly Attention[]) => void) => vi.waitFor(() => what(syncStatus.attention), 3_000);

describe('需处理', () => {
  test('[DEVICE-111] one quarantined entry is sent again, and no other', async () => {
    const [one, other] = [await written(), await written({ ...OLD, subject: '水泵' })];
    await quarantine(
      store,
      [one, other].map((entry) => ({ entry, code: 'invalid-body' as const, detail: '' })),
    );
    expect(await resend(one)).toMatchObject({ ok: true });
    expect([await stageOf(one), await stageOf(other)]).toEqual(['unsent', 'quarantined']);
    await told((all) => expect(all.map(({ entry }) => entry).sort()).toEqual([one, other].sort()));
  });

  test('[DEVICE-112] an entry written anew is kept, marked, and neither sent nor counted any more', async () => {
    const old = await written();
    await quarantine(store, [{ entry: old, code: 'invalid-body', detail: 'result' }]);
    expect(await beginReplacement(KEY, old, FORM)).toMatchObject({ ok: true });
    // The form opens on it, is put right and saved.
    const draft = new Draft(KEY, { subject: '', result: '', description: '', demand: '' });
    registerDraft(KEY, draft);
    await draft.load();
    expect(draft.values).toMatchObject(FORM);
    draft.values.description = '夜里响';
    const saved = await record('c-1', 'finding', { ...OLD, result: 'violates', description: '夜里响' }, { draft: KEY });
    const id = saved.ok ? saved.value : '';
    const row = await store.db.entries.where('id').equals(old).first();
    expect(row).toMatchObject({ stage: 'replaced', replacedBy: id });
    expect(row?.payload).not.toBeNull();
    const outbox = await new EngineStore(store).outbox({ maxBytes: 1e6, maxEntries: 10 });
    expect(outbox.map((entry) => entry.id)).toEqual([id]);
    expect((await new EngineStore(store).position()).health.unsentEntries).toBe(1);
    expect((await ownItems(store)).items.map(({ entry }) => entry)).toEqual([id]);
    await told((all) => expect(all).toMatchObject([{ entry: old, what: 'replaced' }]));
    const [item] = syncStatus.attention;
    if (item) await acknowledge(item);
    await told((all) => expect(all).toEqual([]));
    expect(await stageOf(old)).toBe('replaced');
  });

  test('[DEVICE-112] another unfinished form is not written over, and the old entry stays as it is', async () => {
    const old = await written();
    await quarantine(store, [{ entry: old, code: 'invalid-body', detail: '' }]);
    const draft = new Draft(KEY, { subject: '', result: '', description: '', demand: '' });
    await draft.load();
    draft.values.subject = '别的事';
    await draft.flush();
    expect(await beginReplacement(KEY, old, FORM)).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    const kept = new Draft(KEY, { subject: '', result: '', description: '', demand: '' });
    await kept.load();
    expect(kept.values.subject).toBe('别的事');
    expect(await stageOf(old)).toBe('quarantined');
  });

  test('[DEVICE-113] [FAULT-46] an entry the server always fails on is shown, goes on being tried, and is gone with its cause', async () => {
    const [stuck, fine] = [await written(), await written({ ...OLD, subject: '水泵' })];
    const engine = new EngineStore(store);
    await engine.noteRun({ phase: 'waiting', at: 1, cause: 'server-error', nextTryAt: 2, held: [stuck] });
    await told((all) => expect(all).toMatchObject([{ entry: stuck, what: 'held', reason: 'server-fails' }]));
    // While the next pass runs it is not forgotten.
    await engine.noteRun({ phase: 'working', at: 3, step: 'push' });
    await vi.waitFor(() => expect(syncStatus.step).toBe('push'), 3_000);
    expect(syncStatus.attention).toHaveLength(1);
    const outbox = await engine.outbox({ maxBytes: 1e6, maxEntries: 10 });
    expect(outbox.map(({ id }) => id)).toEqual([stuck, fine]);
    await engine.noteRun({ phase: 'idle', at: 4 });
    await told((all) => expect(all).toEqual([]));
  });

  test('[DEVICE-114] a photo whose upload fails again and again is shown; a lost one until it is noted', async () => {
    const sha256 = 'a'.repeat(64);
    const about = {
      role: 'original',
      entry: 'e',
      case: 'c-1',
      mediaType: 'image/jpeg',
      bytes: 1,
      addedAt: 1,
      sentBytes: 0,
    } as const;
    const blob = { ...about, sha256, notBefore: 0, held: true };
    const [id] = await append(store, [{ case: 'c-1', kind: 'finding', kindV: 1, body: { ...OLD }, blobs: [] }]);
    await store.db.entries
      .where('id')
      .equals(id ?? '')
      .modify({ blobIds: [sha256] });
    await store.db.blobs.put({ ...blob, stage: 'ready', failures: 2, code: 'hash-mismatch' });
    await vi.waitFor(() => expect(syncStatus.work.blobs.size).toBe(1), 3_000);
    expect(syncStatus.attention).toEqual([]);
    await store.db.blobs.put({ ...blob, stage: 'ready', failures: 3, code: 'hash-mismatch' });
    await told((all) => expect(all).toMatchObject([{ blob: sha256, what: 'upload', reason: 'hash-mismatch' }]));
    await store.db.blobs.put({ ...blob, stage: 'damaged', failures: 3, code: 'original-missing' });
    await told((all) => expect(all).toMatchObject([{ blob: sha256, what: 'blob', reason: 'original-missing' }]));
    const [item] = syncStatus.attention;
    if (item) expect(await acknowledge(item)).toMatchObject({ ok: true });
    await told((all) => expect(all).toEqual([]));
  });
});
