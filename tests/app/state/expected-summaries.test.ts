import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { expectedSummaries } from '#app/state/expected-summaries.ts';
import { ACCEPTED } from '#domain/log/verdict.ts';
import { append } from '#storage/append.ts';
import { applyPage } from '#storage/apply-page.ts';
import { acceptReceipts } from '#storage/outbox.ts';
import { CaseStory, wang } from '#tests/domain/case/case-builder.ts';
import { entriesLine, pageOf, receiptOf, snapshot } from '#tests/storage/page-builder.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';

test('[DEVICE-55] a case I closed without network is closed in my list, and stays so until the feed has confirmed it', async () => {
  const store = await openReady(freshPerson());
  const story = CaseStory.taken();
  await applyPage(store, pageOf([snapshot(story.state)]));
  expect([...(await expectedSummaries(store, wang)).keys()]).toEqual([]);

  const [id] = await append(store, [{ case: 'c-1', kind: 'close', kindV: 1, body: { result: '已整改' }, blobs: [] }]);
  expect((await expectedSummaries(store, wang)).get('c-1')?.status).toBe('closed');
  expect(store.index.summaryOf('c-1')?.status).toBe('accepted');

  const confirmed = { ...story.add(wang, 'close', { result: '已整改' }), id: id ?? '', verdict: ACCEPTED };
  await acceptReceipts(store, [receiptOf(id ?? '', { seq: confirmed.seq })]);
  expect((await expectedSummaries(store, wang)).get('c-1')?.status).toBe('closed');

  await applyPage(store, pageOf([snapshot(story.state)]));
  expect((await expectedSummaries(store, wang)).size).toBe(0);
  expect(store.index.summaryOf('c-1')?.status).toBe('closed');
  // Told again by an older page: nothing comes back.
  await applyPage(store, pageOf([entriesLine(story.state, 0, story.state.records)]));
  expect((await expectedSummaries(store, wang)).size).toBe(0);
});
