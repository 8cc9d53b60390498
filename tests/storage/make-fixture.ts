import type { SchemaFixture } from './schema-fixture.ts';
import { dumpFixture } from './schema-fixture.ts';
import type { NewEntry } from '#storage/append.ts';
import type { PersonStore } from '#storage/person-store.ts';
import { append } from '#storage/append.ts';
import { applyPage } from '#storage/apply-page.ts';
import { saveDraft } from '#storage/drafts.ts';
import { EngineStore } from '#storage/local-store.ts';
import { acceptReceipts, quarantine } from '#storage/outbox.ts';
import { deviceIdOf } from '#domain/log/seal.ts';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';
import { casesNamed, checkpoint, pageOf, receiptOf, snapshot } from './page-builder.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** A device in mid-work: cases, records in every stage, photos, a draft. `store` is a fresh one; its key is replaced by one that can be kept. */
export async function makeFixture(store: PersonStore): Promise<SchemaFixture> {
  const jwk = await replaceKey(store);
  await applyPage(store, pageOf(casesNamed('f', 3).map(snapshot)));
  const [sent, refused] = (await append(store, [note('已送达'), note('被隔离')])) as [string, string];
  await append(store, [note('未送达'), photo('一张照片'), photo('另一张')]);
  await acceptReceipts(store, [receiptOf(sent)]);
  await quarantine(store, [{ entry: refused, code: 'invalid-body', detail: 'body.result' }]);
  await saveDraft(
    store,
    { caseId: 'c-f-1', kind: 'finding' },
    { values: { description: '写到一半' }, focusField: 'description' },
  );
  await new EngineStore(store).noteContact({ serverTimeMs: 1, clockOffsetMs: 0, checkpoint });
  store.db.close();
  return dumpFixture(`jiban-${store.person}`, jwk);
}

async function replaceKey({ db }: PersonStore): Promise<JsonWebKey> {
  const pair = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const id = deviceIdOf(raw);
  const device = { id, publicKey: Buffer.from(raw).toString('base64url'), privateKey: pair.privateKey };
  await db.meta.put({ key: 'device', value: device });
  await db.meta.put({ key: 'head', value: { device: id, seq: 0, id: null } });
  return crypto.subtle.exportKey('jwk', pair.privateKey);
}

function note(description: string): NewEntry {
  return {
    case: 'c-f-1',
    kind: 'finding',
    kindV: 1,
    body: { subject: '风机', result: 'unclear', description },
    blobs: [],
  };
}

function photo(name: string): NewEntry {
  const [large, small] = [`${name} 原图`, `${name} 缩略图`].map((text) => new TextEncoder().encode(text)) as [
    Uint8Array<ArrayBuffer>,
    Uint8Array<ArrayBuffer>,
  ];
  const blobs = [
    { sha256: sha256OfBytes(large), bytes: large, mediaType: 'image/jpeg', role: 'original' as const },
    { sha256: sha256OfBytes(small), bytes: small, mediaType: 'image/jpeg', role: 'thumb' as const },
  ];
  return { case: 'c-f-2', kind: 'photo', kindV: 1, body: { name }, blobs };
}
