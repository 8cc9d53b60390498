import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { NewEntry } from '#storage/append.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { signedPart } from '#domain/log/receipt.ts';
import { BeaconSchema } from '#protocol/beacon.ts';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';
import { verifyP256 } from '#server/keys/p256.ts';
import { append } from '#storage/append.ts';
import { EngineStore } from '#storage/local-store.ts';
import { deviceOf } from '#storage/person-store.ts';
import { aFinding } from '#tests/domain/case/case-builder.ts';
import { receiptOf } from '#tests/storage/page-builder.ts';
import * as v from 'valibot';
import { freshPerson, openReady, openUnderTest } from './open-for-test.ts';

const finding = (): NewEntry => ({
  case: 'c-1',
  kind: 'finding',
  kindV: 1,
  body: { ...aFinding } as unknown as JsonObject,
  blobs: [],
});
const SECRET = '张桂花 13800000000';
const TROUBLE = { code: 'poison', detail: '', entry: null, kind: null, since: 1 };

test('[WALL-4] health names what holds the device up, in codes, oldest first', async () => {
  const { append: write, engine, damageBlob } = await openUnderTest();
  const bytes = new TextEncoder().encode('a photo');
  const blob = sha256OfBytes(bytes);
  const [bad = ''] = await write([{ ...finding(), body: { ...aFinding, description: SECRET } as never }]);
  const [photo = ''] = await write([
    {
      case: 'c-1',
      kind: 'photo',
      kindV: 1,
      body: { original: blob },
      blobs: [{ sha256: blob, bytes, mediaType: 'image/jpeg', role: 'original' }],
    },
  ]);
  await engine.noteRun({ phase: 'waiting', at: 5, cause: 'sign-in', nextTryAt: null });
  await engine.noteRun({ phase: 'working', at: 6, step: 'push' });
  await engine.noteRun({ phase: 'waiting', at: 7, cause: 'sign-in', nextTryAt: null });
  await engine.quarantine([{ entry: bad, code: 'invalid-body', detail: 'subject: expected string' }]);
  await engine.acceptReceipts([receiptOf(photo)]);
  await engine.noteUpload(blob, { sentBytes: 0, failed: { notBefore: 1, code: 'hash-mismatch' } });
  const { troubles = [] } = (await engine.position()).health;
  expect(troubles.map(({ code, entry, kind }) => [code, entry, kind])).toEqual([
    ['sign-in', null, null],
    ['invalid-body', bad, 'finding'],
    ['hash-mismatch', photo, 'photo'],
  ]);
  expect(troubles[0]?.since).toBe(5);
  expect(JSON.stringify(troubles)).not.toContain('张');
  await damageBlob(blob);
  await engine.blobBytes(blob);
  await engine.noteRun({ phase: 'idle', at: 9 });
  expect((await engine.position()).health.troubles?.map(({ code }) => code)).toEqual([
    'invalid-body',
    'original-missing',
  ]);
});

test('[WALL-10] a beacon is signed by the device’s key over all it says, and is what the server reads', async () => {
  const store = await openReady(freshPerson());
  await append(store, [finding()]);
  const beacon = await new EngineStore(store).beacon([TROUBLE]);
  if (!beacon) throw new Error('not signed');
  const { id, publicKey } = await deviceOf(store);
  expect(v.parse(BeaconSchema, JSON.parse(JSON.stringify(beacon)))).toMatchObject({ device: id });
  expect([beacon.health.unsentEntries, beacon.health.troubles]).toEqual([1, [TROUBLE]]);
  expect(await verifyP256(publicKey, hashOfStatement(signedPart(beacon)), beacon.sig)).toBe(true);
});

test('[WALL-11] [FAULT-53] each is later than the one before, though the clock was set back and the app was closed', async () => {
  const person = freshPerson();
  const store = await openReady(person);
  const first = await new EngineStore(store).beacon([TROUBLE]);
  const ahead = Date.now() + 3 * 86_400_000;
  await store.db.meta.put({ key: 'beaconAt', value: ahead });
  store.db.close();
  const engine = new EngineStore(await openReady(person));
  const [second, third] = [await engine.beacon([TROUBLE]), await engine.beacon([TROUBLE])];
  expect(first?.at).toBeLessThan(ahead);
  expect([second?.at, third?.at]).toEqual([ahead + 1, ahead + 2]);
});

test('[WALL-3] a disk that fails while the app runs is still told of, with what was read before', async () => {
  const store = await openReady(freshPerson());
  await append(store, [finding()]);
  const [known, blind] = [new EngineStore(store), new EngineStore(store)];
  await known.beacon([TROUBLE]);
  store.db.retire();
  const beacon = await known.beacon([{ ...TROUBLE, code: 'storage' }]);
  expect([beacon?.health.unsentEntries, beacon?.health.troubles?.[0]?.code]).toEqual([1, 'storage']);
  expect(await blind.beacon([TROUBLE])).toBeNull();
});
