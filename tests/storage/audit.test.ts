import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { EntryRow } from '#storage/rows.ts';
import type { PersonStore } from '#storage/person-store.ts';
import { append } from '#storage/append.ts';
import { applyPage } from '#storage/apply-page.ts';
import { acceptReceipts, quarantine } from '#storage/outbox.ts';
import { aFinding, chen, wang } from '#tests/domain/case/case-builder.ts';
import { auditOnChange, auditStore } from '#storage/audit.ts';
import { EngineStore } from '#storage/local-store.ts';
import { casesNamed, checkpoint, pageOf, receiptOf, snapshot } from './page-builder.ts';
import { freshPerson, openReady } from './open-for-test.ts';
import { getMeta } from '#storage/person-db.ts';
import type { Person } from '#domain/people/person.ts';
import type { JsonObject } from '#domain/kernel/json.ts';

const zhou: Person = { ...wang, role: 'leader' };
const body = { ...aFinding } as unknown as JsonObject;
const finding = { case: 'c-1', kind: 'finding', kindV: 1, body, blobs: [] };

/** Three entries, one received, one set aside, and a few cases: a store as it is in use. */
async function inUse(): Promise<{ readonly store: PersonStore; readonly ids: readonly [string, string, string] }> {
  const store = await openReady(freshPerson());
  const ids = (await append(store, [finding, finding, finding])) as [string, string, string];
  await acceptReceipts(store, [receiptOf(ids[0], { seq: 3 })]);
  await quarantine(store, [{ entry: ids[1], code: 'invalid-body', detail: '' }]);
  await applyPage(store, pageOf(casesNamed('x', 3).map(snapshot)));
  await new EngineStore(store).noteContact({ serverTimeMs: 1, clockOffsetMs: 0, checkpoint });
  return { store, ids };
}

const found = async (store: PersonStore, person = zhou) =>
  (await auditStore(store, person)).map(({ invariant }) => invariant);

describe('the store looks at itself', () => {
  it('[INV-21] a whole store has nothing to tell', async () => {
    const { store } = await inUse();
    expect(await found(store)).toEqual([]);
    expect((await new EngineStore(store).position()).health.troubles?.map(({ code }) => code)).not.toContain(
      'self-check',
    );
  });

  const change = (store: PersonStore, id: string, how: (row: EntryRow) => void) =>
    store.db.entries.where('id').equals(id).modify(how);

  it.each<[string, string, (store: PersonStore, ids: readonly [string, string, string]) => Promise<unknown>]>([
    [
      'I5',
      'an entry left the outbox without a receipt',
      (store, ids) => change(store, ids[2], (row) => Object.assign(row, { stage: 'sent' })),
    ],
    ['I6', 'an entry is gone from the chain', (store, ids) => store.db.entries.where('id').equals(ids[1]).delete()],
    [
      'I6',
      'the head is behind its entries',
      (store) =>
        store.db.meta
          .where('key')
          .equals('head')
          .modify((row) => void Object.assign(row.value, { seq: 2 })),
    ],
    [
      'I13',
      'what was set aside is not shown',
      (store, ids) =>
        change(store, ids[1], (row) => {
          delete (row as { flag?: unknown }).flag;
        }),
    ],
    [
      'I17',
      'a received entry is counted as unsent',
      (store, ids) => change(store, ids[0], (row) => Object.assign(row, { stage: 'unsent' })),
    ],
    [
      'I20',
      'a header was altered',
      (store, ids) => change(store, ids[2], (row) => Object.assign(row, { header: { ...row.header, kindV: 7 } })),
    ],
    [
      'I2',
      'a receipt fell, and the words are gone',
      (store, ids) =>
        change(store, ids[0], (row) =>
          Object.assign(row, { payload: null, stage: 'folded', receipt: receiptOf(ids[0], { seq: 77 }) }),
        ),
    ],
  ])('[INV-21] %s: %s', async (invariant, _, harm) => {
    const { store, ids } = await inUse();
    await harm(store, ids);
    expect(await found(store)).toContain(invariant);
    const { health } = await new EngineStore(store).position();
    const trouble = health.troubles?.find(({ code }) => code === 'self-check');
    expect(trouble?.detail).toContain(invariant);
  });

  it('[INV-21] a case that folds to something else is asked for anew, once, and forgotten when it is mended', async () => {
    const { store } = await inUse();
    const [state] = casesNamed('x', 1);
    if (!state) throw new Error('no case');
    await applyPage(store, pageOf([snapshot({ ...state, digest: 'damaged' })]));
    expect(await found(store)).toEqual(['I9']);
    expect(await getMeta(store.db, 'need')).toEqual([state.id]);
    await store.db.meta.delete('need');
    expect(await found(store)).toEqual(['I9']);
    expect(await getMeta(store.db, 'need')).toBeUndefined();
    await applyPage(store, pageOf([snapshot(state)]));
    expect(await found(store)).toEqual([]);
    expect((await getMeta(store.db, 'audit'))?.findings).toEqual([]);
  });

  it('[INV-21] a case out of scope is found, and one kept for unsent work is not', async () => {
    const { store } = await inUse();
    expect(new Set(await found(store, chen))).toEqual(new Set(['I8']));
    await append(
      store,
      casesNamed('x', 3).map(({ id }) => ({ ...finding, case: id })),
    );
    expect(await found(store, chen)).toEqual([]);
  });

  it('[INV-21] it looks after a change and not without one, and a store that fails finds nothing', async () => {
    const { store, ids } = await inUse();
    const audit = auditOnChange(store, zhou);
    await audit();
    const first = (await getMeta(store.db, 'audit'))?.at;
    await audit();
    expect((await getMeta(store.db, 'audit'))?.at).toBe(first);
    await acceptReceipts(store, [receiptOf(ids[2], { seq: 4 })]);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await audit();
    expect((await getMeta(store.db, 'audit'))?.at).not.toBe(first);
    store.db.retire();
    expect(await auditStore(store, zhou)).toEqual([]);
    await expect(audit()).resolves.toBeUndefined();
  });
});
