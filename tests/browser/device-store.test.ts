import { describe, expect, onTestFinished, test } from 'vitest';
import type { EntryHeader } from '#domain/log/entry.ts';
import { applyPage } from '#storage/apply-page.ts';
import { createDeviceIdentity, signWith } from '#storage/device-identity.ts';
import { localStoreContract } from '#tests/contract/local-store.contract.ts';
import { logVectorsContract } from '#tests/contract/log-vectors.contract.ts';
import { casesNamed, pageOf, snapshot } from '#tests/storage/page-builder.ts';
import { freshPerson, openReady, openUnderTest } from '#tests/storage/open-for-test.ts';

describe('local store in Chromium', () => {
  localStoreContract(() => openUnderTest());
});

describe('the log in Chromium', () => {
  logVectorsContract(verifyHere);
});

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));

async function verifyHere(publicKey: string, text: string, sig: string): Promise<boolean> {
  const key = await crypto.subtle.importKey(
    'raw',
    fromBase64Url(publicKey),
    { name: 'ECDSA', namedCurve: 'P-256' },
    true,
    ['verify'],
  );
  return crypto.subtle.verify(
    { name: 'ECDSA', hash: 'SHA-256' },
    key,
    fromBase64Url(sig),
    new TextEncoder().encode(text),
  );
}

test('[DEVICE-20] the key cannot be taken out of the browser', async () => {
  const device = await createDeviceIdentity();
  await expect(crypto.subtle.exportKey('pkcs8', device.privateKey)).rejects.toThrow();
  expect(await verifyHere(device.publicKey, 'a', await signWith(device, 'a'))).toBe(true);
});

/** Another context of the same origin, with its own connection: what a second tab is to the first. */
function tab(): Worker {
  const worker = new Worker(new URL('./append-worker.ts', import.meta.url), { type: 'module' });
  onTestFinished(() => worker.terminate());
  return worker;
}

function asked(worker: Worker, message: object): Promise<string> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(message);
  });
}

test.each([
  ['with Web Locks', true],
  ['by the compare-and-set alone', false],
])(
  '[DEVICE-24] [FAULT-16] two tabs append 200 entries each: one chain, %s',
  async (_how, withLocks) => {
    const person = freshPerson();
    const store = await openReady(person);
    const count = withLocks ? 200 : 60;
    const done = await Promise.all(
      [tab(), tab()].map((worker) => asked(worker, { does: 'append', person, count, withLocks })),
    );
    expect(done).toEqual(['done', 'done']);
    const headers: EntryHeader[] = (await store.db.entries.orderBy('n').toArray()).map((row) => row.header);
    const ids = (await store.db.entries.orderBy('n').toArray()).map((row) => row.id);
    expect(headers.map((header) => header.seq)).toEqual(Array.from({ length: 2 * count }, (_, i) => i + 1));
    expect(headers.map((header) => header.prev)).toEqual([null, ...ids.slice(0, -1)]);
  },
  120_000,
);

test('[DEVICE-11] what another context pulled is in this one after a refresh, only what changed is read', async () => {
  const person = freshPerson();
  const store = await openReady(person);
  await applyPage(store, pageOf(casesNamed('here', 150).map(snapshot)));
  expect(await asked(tab(), { does: 'pull', person, prefix: 'there', count: 30 })).toBe('done');
  const changed = await store.index.refresh(store.db);
  expect(store.index.size).toBe(180);
  expect(changed).toHaveLength(1);
});
