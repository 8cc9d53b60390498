import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ChainHead } from '#storage/rows.ts';
import type { HeadCopy, PersonStore } from '#storage/person-store.ts';
import { append } from '#storage/append.ts';
import { deleteDraft, listDrafts, loadDraft, saveDraft } from '#storage/drafts.ts';
import { readHealed } from '#storage/healing/healed.ts';
import { openPersonStore } from '#storage/open-person-store.ts';
import { lookAfterCopies } from '#storage/second-copy/look-after.ts';
import { MemoryDisk } from './memory-copy-files.ts';
import { freshPerson } from './open-for-test.ts';
import { finding } from './work-for-test.ts';

const FORM = { caseId: 'c-1', kind: 'finding' };
const words = (text: string) => ({ values: { description: text }, focusField: 'description' });

let disk: MemoryDisk;
let person: string;
let heads: HeadCopy;
beforeEach(() => {
  disk = new MemoryDisk();
  person = freshPerson();
  const kept = new Map<string, ChainHead>();
  heads = { read: (who) => kept.get(who) ?? null, write: (who, head) => void kept.set(who, head) };
});

async function open(): Promise<PersonStore> {
  const opened = await openPersonStore({ person, appVersion: 'test', heads, create: true, copies: disk.open });
  if (opened.state !== 'ready') throw new Error(opened.state);
  return opened.store;
}

const copies = () => [...disk.files.keys()].filter((name) => name.startsWith('draft.'));

test('[DEVICE-105] a form that the database lost comes back as it was last saved, with its focus, and is counted', async () => {
  const before = await open();
  await saveDraft(before, FORM, words('风机'));
  await saveDraft(before, FORM, words('风机夜间运行'));
  await saveDraft(before, { ...FORM, kind: 'contact' }, words('电话'));
  await append(before, [finding]);
  await before.db.delete();
  const after = await open();
  expect(await loadDraft(after, FORM)).toMatchObject(words('风机夜间运行'));
  expect(await listDrafts(after, 'c-1')).toHaveLength(2);
  expect(await readHealed(after)).toEqual({ entries: 1, photos: 0, photosMissing: 0, drafts: 2 });
});

test('[DEVICE-105] a torn log gives back the form as it was before: what is newer in the second copy counts', async () => {
  const before = await open();
  await saveDraft(before, FORM, words('旧'));
  const [old] = await before.db.drafts.toArray();
  await vi.waitFor(async () => expect(Date.now()).toBeGreaterThan(old?.savedAt ?? 0));
  await saveDraft(before, FORM, words('新'));
  if (old) await before.db.drafts.put(old);
  before.db.close();
  const after = await open();
  expect((await loadDraft(after, FORM))?.values).toEqual({ description: '新' });
  after.db.close();
  // Said once, not at every start.
  expect((await readHealed(await open()))?.drafts).toBe(1);
});

test('[DEVICE-105] what was recorded or given up does not come back', async () => {
  const before = await open();
  await saveDraft(before, FORM, words('已记录'));
  await saveDraft(before, { ...FORM, kind: 'contact' }, words('不要了'));
  await append(before, [{ ...finding, draft: FORM }]);
  await deleteDraft(before, { ...FORM, kind: 'contact' });
  expect(copies()).toEqual([]);
  await before.db.delete();
  const after = await open();
  expect(await listDrafts(after, null)).toEqual([]);
  expect(await readHealed(after)).toEqual({ entries: 1, photos: 0, photosMissing: 0 });
});

test('[DEVICE-105] [FAULT-13] the browser dies between the copy and the row: the form is there, and copied again', async () => {
  const before = await open();
  await saveDraft(before, FORM, words('写到一半'));
  before.db.drafts.hook('deleting', () => {
    throw new DOMException('the disk is gone', 'UnknownError');
  });
  await expect(append(before, [{ ...finding, draft: FORM }])).rejects.toMatchObject({ kind: 'disk' });
  before.db.close();
  const after = await open();
  expect((await loadDraft(after, FORM))?.values).toEqual({ description: '写到一半' });
  await vi.waitFor(() => expect(copies()).toHaveLength(1));
  expect(await readHealed(after)).toBeNull();
});

test('[DEVICE-105] a copy that is not what its name says is not put back', async () => {
  const before = await open();
  await saveDraft(before, FORM, words('原样'));
  // What tidies behind the opening has ended: it would write the file anew.
  await lookAfterCopies(before);
  await before.db.delete();
  const [name = ''] = copies();
  const file = disk.files.get(name);
  const text = new TextDecoder().decode(file).replace('原样', '别样');
  disk.files.set(name, new TextEncoder().encode(text));
  expect(await listDrafts(await open(), null)).toEqual([]);
});

test('[DEVICE-105] a second copy that is full stops no form; it is copied at the next start', async () => {
  disk.fault = 'full';
  const before = await open();
  await saveDraft(before, FORM, words('存得下'));
  expect(copies()).toEqual([]);
  before.db.close();
  disk.fault = 'none';
  await open();
  await vi.waitFor(() => expect(copies()).toHaveLength(1));
});
