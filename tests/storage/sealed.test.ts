import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { DBCore, DBCoreMutateRequest, Middleware } from 'dexie';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';
import { append } from '#storage/append.ts';
import { applyPage } from '#storage/apply-page.ts';
import { saveDraft } from '#storage/drafts.ts';
import { acceptReceipts } from '#storage/outbox.ts';
import { orderedCase, pageOf, receiptOf, snapshot } from './page-builder.ts';
import { freshPerson, openReady } from './open-for-test.ts';

const SECRET = '张三家的私事';

/** Everything in a row except what an envelope of `sealed.ts` holds. */
function outsideEnvelopes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof CryptoKey)
    return value instanceof CryptoKey ? null : value;
  if ('seal' in value) return null;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return 'bytes outside an envelope';
  if (Array.isArray(value)) return value.map(outsideEnvelopes);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, outsideEnvelopes(member)]));
}

test('[DEVICE-40] whatever a person wrote or photographed reaches the disk inside an envelope, in every table', async () => {
  const store = await openReady(freshPerson());
  const written: string[] = [];
  store.db.close();
  const spy: Middleware<DBCore> = {
    stack: 'dbcore',
    name: 'spy',
    create: (core): DBCore => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        return {
          ...table,
          mutate: (request: DBCoreMutateRequest) => {
            if ('values' in request)
              for (const value of request.values) written.push(`${name} ${JSON.stringify(outsideEnvelopes(value))}`);
            return table.mutate(request);
          },
        };
      },
    }),
  };
  // Both connections write to the same disk.
  store.db.use(spy);
  store.db.relaxed?.use(spy);
  await store.db.open();

  await applyPage(store, pageOf([snapshot(orderedCase('c-1', { matter: SECRET, address: SECRET }).state)]));
  await saveDraft(
    store,
    { caseId: 'c-1', kind: 'finding' },
    { values: { description: SECRET }, focusField: 'description' },
  );
  const bytes = new TextEncoder().encode(SECRET);
  const blob = { sha256: sha256OfBytes(bytes), bytes, mediaType: 'image/jpeg', role: 'original' as const };
  const [id] = await append(store, [
    { case: 'c-1', kind: 'photo', kindV: 1, body: { caption: SECRET }, blobs: [blob] },
  ]);
  await acceptReceipts(store, [receiptOf(id ?? '')]);

  const tables = new Set(written.map((row) => row.split(' ')[0]));
  for (const table of ['packs', 'packIndex', 'drafts', 'entries', 'blobs', 'blobBytes', 'meta'])
    expect(tables).toContain(table);
  expect(written.filter((row) => row.includes(SECRET) || row.includes('bytes outside'))).toEqual([]);
});
