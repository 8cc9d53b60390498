import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import type { PersonStore } from '#storage/person-store.ts';
import { loadDraft, saveDraft } from '#storage/drafts.ts';
import { dropRecording, keepPiece, unfinishedRecording } from '#storage/recordings.ts';
import { freshPerson, openReady } from './open-for-test.ts';

let store: PersonStore;
beforeEach(async () => {
  store = await openReady(freshPerson());
});

function piece(number: number, startedAt = 1_000) {
  const bytes = Uint8Array.from({ length: 300 }, (_, at) => (at * 7 + number) % 256);
  return { startedAt, number, untilMs: (number + 1) * 2_000, mediaType: 'audio/webm', bytes };
}

test('[PHOTO-31] a recording that was never finished comes back with every piece that was kept, in order', async () => {
  // Twelve: by their names as text, 10 would come before 2.
  for (let number = 0; number < 12; number++) await keepPiece(store, 'c-1', piece(number));
  const found = await unfinishedRecording(store, 'c-1');
  expect(found).toMatchObject({ startedAt: 1_000, durationMs: 24_000, mediaType: 'audio/webm' });
  const whole = Array.from({ length: 12 }, (_, number) => [...piece(number).bytes]).flat();
  expect([...(found?.bytes ?? [])]).toEqual(whole);
  expect(await unfinishedRecording(store, 'c-2')).toBeNull();
});

test('[PHOTO-31] what follows a gap is not put behind it, and without its head a recording is none', async () => {
  for (const number of [0, 1, 3]) await keepPiece(store, 'c-1', piece(number));
  expect(await unfinishedRecording(store, 'c-1')).toMatchObject({ durationMs: 4_000 });
  for (const number of [1, 2]) await keepPiece(store, 'c-2', piece(number));
  expect(await unfinishedRecording(store, 'c-2')).toBeNull();
});

test('[PHOTO-31] one recording goes, another and the forms stay', async () => {
  await keepPiece(store, 'c-1', piece(0, 1_000));
  await keepPiece(store, 'c-1', piece(0, 10_000));
  await saveDraft(store, { caseId: 'c-1', kind: 'audio-note' }, { values: { transcript: '一' }, focusField: null });
  await dropRecording(store, 'c-1', 1_000);
  expect(await unfinishedRecording(store, 'c-1')).toMatchObject({ startedAt: 10_000 });
  await dropRecording(store, 'c-1', 10_000);
  expect(await unfinishedRecording(store, 'c-1')).toBeNull();
  expect(await loadDraft(store, { caseId: 'c-1', kind: 'audio-note' })).toMatchObject({ values: { transcript: '一' } });
});
