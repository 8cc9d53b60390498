import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Draft } from '#app/state/drafts.svelte.ts';
import { registerDraft } from '#app/state/live-drafts.ts';
import { useStore } from '#app/state/open-store.svelte.ts';
import { record } from '#app/state/record.ts';
import { loadDraft } from '#storage/drafts.ts';
import { StorageFailure } from '#storage/storage-failure.ts';
import type { PersonStore } from '#storage/person-store.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';

const key = { caseId: 'c-1', kind: 'finding' };
const initial = { subject: '', description: '', tags: [] as string[] };

let store: PersonStore;
beforeEach(async () => {
  store = await openReady(freshPerson());
  useStore(store);
});

async function opened(): Promise<Draft<typeof initial>> {
  const draft = new Draft(key, initial);
  await draft.load();
  return draft;
}

describe('drafts', () => {
  test('[DEVICE-42] a change is on disk within 300 ms, without any button, and again while typing goes on', async () => {
    const draft = await opened();
    for (const text of ['风', '风机', '风机在', '风机在响']) {
      draft.values.subject = text;
      draft.changed();
      await new Promise((resolve) => setTimeout(resolve, 70));
    }
    const early = await loadDraft(store, key);
    expect(early?.values).toMatchObject({ subject: expect.stringMatching(/^风机/) as string });
    await vi.waitFor(
      async () => expect((await loadDraft(store, key))?.values).toMatchObject({ subject: '风机在响' }),
      300,
    );
    expect(draft.savedAt).not.toBeNull();
  });

  test('[DEVICE-42] after a kill it comes back at the same field; a field the old form did not have keeps its first value', async () => {
    const draft = await opened();
    draft.values.description = '夜间很响';
    draft.focused('description');
    await draft.flush();
    const again = new Draft(key, { ...initial, demand: 'none' });
    await again.load();
    expect(again).toMatchObject({ restored: true, focusField: 'description', ready: true });
    expect(again.values).toMatchObject({ description: '夜间很响', demand: 'none' });
  });

  test('[DEVICE-42] a draft that could not be read is not written over: what was typed since goes on top of it', async () => {
    const first = await opened();
    Object.assign(first.values, { subject: '风机', description: '夜间很响' });
    await first.flush();
    const reading = vi.spyOn(store.db.drafts, 'get').mockRejectedValue(new StorageFailure('disk'));
    const draft = await opened();
    expect(draft.failure).not.toBeNull();
    draft.values.subject = '油烟净化器';
    await draft.flush();
    reading.mockRestore();
    expect((await loadDraft(store, key))?.values).toMatchObject({ subject: '风机' });
    draft.changed();
    await draft.flush();
    expect(draft.restored).toBe(true);
    expect((await loadDraft(store, key))?.values).toMatchObject({ subject: '油烟净化器', description: '夜间很响' });
  });

  test('[DEVICE-42] an untouched form leaves nothing on disk', async () => {
    const draft = await opened();
    draft.focused('subject');
    draft.changed();
    await draft.flush();
    expect(await loadDraft(store, key)).toBeNull();
  });

  test('[DEVICE-21] a save that was under way does not bring a recorded draft back', async () => {
    const draft = await opened();
    registerDraft(key, draft);
    draft.values.subject = '风机';
    draft.changed();
    void draft.flush();
    const written = await record('c-1', 'finding', { ...draft.values, result: 'violates' }, { draft: key });
    expect(written.ok).toBe(true);
    draft.changed();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await loadDraft(store, key)).toBeNull();
    expect(draft.values.subject).toBe('');
  });

  test('[DEVICE-22] an incomplete form is refused before it is signed, and the draft stays', async () => {
    const draft = await opened();
    registerDraft(key, draft);
    draft.values.description = 'x';
    draft.changed();
    const written = await record('c-1', 'finding', { ...draft.values, result: 'violates' }, { draft: key });
    expect(written).toMatchObject({ ok: false, failure: { code: 'entry-invalid' } });
    expect((await loadDraft(store, key))?.values).toMatchObject({ description: 'x' });
  });

  test('[DEVICE-42] discarded, it is gone from the disk and the form is as it was', async () => {
    const draft = await opened();
    draft.values.tags = ['a'];
    await draft.flush();
    await draft.discard();
    expect(await loadDraft(store, key)).toBeNull();
    expect(draft.values).toEqual(initial);
  });
});
