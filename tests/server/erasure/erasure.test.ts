import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseState } from '#domain/case/case-state.ts';
import type { ErasureRequest } from '#protocol/erasure.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import { addToLedger } from '#server/erasure/ledger.ts';
import { entryIdOf } from '#domain/log/seal.ts';
import { foldCase } from '#domain/case/evolve.ts';
import type { HttpDevice } from '#tests/server/http/server-scene.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { recordOfEntry } from '#domain/log/record-of-entry.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';
import { takeBackup } from '#server/backup/take-backup.ts';
import { tempDir } from '#tests/server/temp-database.ts';
import { verifyP256 } from '#server/keys/p256.ts';

const CANARY = '金丝雀住在三单元四零一';
const REASON = '误录诉求人住址';

let scene: ServerScene;
let supervisor: HttpDevice;
let inspector: HttpDevice;
let caseId = '';

beforeEach(async () => {
  scene = await new ServerScene().start();
  supervisor = await scene.enrol(PEOPLE.supervisor);
  inspector = await scene.enrol(PEOPLE.inspector);
  caseId = await scene.openCase(supervisor, 'ER-1', 'team-1');
});

afterEach(() => scene.stop());

function findingOf(description: string) {
  return { case: caseId, kind: 'finding' as const, body: { subject: '油烟', result: 'unclear', description } };
}

async function record(description = CANARY): Promise<Receipt> {
  const [receipt] = await inspector.send(findingOf(description));
  if (!receipt) throw new Error('no receipt');
  return receipt;
}

async function askFor(entry: string): Promise<ErasureRequest> {
  const answer = await scene.post(PEOPLE.supervisor, `/api/cases/${caseId}/erasures`, { entry, reason: REASON });
  expect(answer.status).toBe(201);
  return (await answer.json()) as ErasureRequest;
}

async function eraseByTwo(entry: string): Promise<void> {
  const { id } = await askFor(entry);
  const agreed = await scene.post(PEOPLE.leader, `/api/erasures/${id}/confirm`, {});
  expect(agreed.status).toBe(204);
}

async function stateNow(): Promise<CaseState> {
  return (await (await scene.fetch(PEOPLE.supervisor, `/api/cases/${caseId}`)).json()) as CaseState;
}

async function entriesNow(): Promise<{ entry: SignedEntry; receipt: Receipt }[]> {
  const answer = await scene.fetch(PEOPLE.supervisor, `/api/cases/${caseId}/entries`);
  return ((await answer.json()) as { entries: { entry: SignedEntry; receipt: Receipt }[] }).entries;
}

/** Files under the data directory that hold the words. */
function filesWith(words: string): string[] {
  const names = readdirSync(scene.dataDir, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => {
    const path = join(scene.dataDir, name);
    return statSync(path).isFile() && readFileSync(path).includes(words);
  });
}

let backups = '';
let nowMs = Date.UTC(2026, 10, 2);

async function backup(): Promise<string> {
  if (!existsSync(backups)) backups = tempDir();
  const order = { dataDir: scene.dataDir, root: backups, version: 'test', nowMs: (nowMs += 1000) };
  return (await takeBackup(order)).path;
}

async function setBackTo(older: string): Promise<void> {
  await scene.server.stop();
  await restoreBackup({ backup: older, dataDir: scene.dataDir, replace: true, nowMs: (nowMs += 1000) });
  expect(filesWith(CANARY).length > 0).toBe(readFileSync(join(older, 'jiban.db')).includes(CANARY));
  await scene.start();
}

async function entryAgain(id: string): Promise<SignedEntry> {
  const entries = await entriesNow();
  const found = entries.find(({ receipt }) => receipt.entry === id);
  if (!found?.entry.payload) throw new Error('its words must be read before they are erased');
  return found.entry;
}

describe('two people', () => {
  it('[ERASE-2] who asked cannot agree; roles without the right can do neither; a request can be taken back', async () => {
    const { entry } = await record();
    const { id } = await askFor(entry);
    const statusOf = async (who: typeof PEOPLE.leader, path: string, body: object = {}) =>
      (await scene.post(who, path, body)).status;
    expect(await statusOf(PEOPLE.supervisor, `/api/erasures/${id}/confirm`)).toBe(403);
    for (const person of [PEOPLE.inspector, PEOPLE.north]) {
      expect(await statusOf(person, `/api/cases/${caseId}/erasures`, { entry, reason: REASON })).toBe(403);
      expect(await statusOf(person, `/api/erasures/${id}/confirm`)).toBe(403);
    }
    expect((await stateNow()).records.find((item) => item.id === entry)?.body).toMatchObject({ description: CANARY });
    const back = await scene.fetch(PEOPLE.supervisor, `/api/erasures/${id}`, { method: 'DELETE' });
    expect(back.status).toBe(204);
    expect(await (await scene.fetch(PEOPLE.leader, `/api/cases/${caseId}/erasures`)).json()).toEqual([]);
    expect(await statusOf(PEOPLE.leader, `/api/erasures/${id}/confirm`)).toBe(404);
  });

  it('[ERASE-3] no device can write an erasure, and what decides how a case stands is not erased', async () => {
    const { entry } = await record();
    const body = { target: entry, reason: 'x', askedBy: 'a', confirmedBy: 'b' };
    const [receipt] = await supervisor.send({ case: caseId, kind: 'erase', body });
    expect(receipt?.verdict).toEqual({ outcome: 'refused', reason: 'not-allowed' });
    const dispatch = (await stateNow()).records.find(({ kind }) => kind === 'assign')?.id;
    const path = `/api/cases/${caseId}/erasures`;
    expect((await scene.post(PEOPLE.supervisor, path, { entry: dispatch, reason: REASON })).status).toBe(409);
    expect((await scene.post(PEOPLE.supervisor, path, { entry: 'f'.repeat(64), reason: REASON })).status).toBe(404);
  });
});

describe('what is left', () => {
  it('[ERASE-1] [ERASE-4] the words are in no file of the server; the log verifies, and folds to the same digest', async () => {
    const { entry } = await record();
    const corrected = { subject: '油烟', result: 'unclear', description: `${CANARY}，改` };
    await inspector.send({
      case: caseId,
      kind: 'correction',
      body: { target: entry, reason: '补充', body: corrected },
    });
    expect(filesWith(CANARY)).not.toEqual([]);
    await eraseByTwo(entry);
    expect(filesWith(CANARY)).toEqual([]);
    // Nothing of it looks like damage: a backup checks everything.
    await backup();

    const entries = await entriesNow();
    for (const { entry: signed, receipt } of entries) {
      expect(entryIdOf(signed.header)).toBe(receipt.entry);
      const key = (await scene.server.services.sync.store.read((log) => log.device(signed.header.device)))?.publicKey;
      expect(await verifyP256(key ?? '', receipt.entry, signed.sig)).toBe(true);
    }
    const state = await stateNow();
    const folded = foldCase(
      caseId,
      entries.map((item) => recordOfEntry(item.entry, item.receipt)),
    );
    expect(folded).toEqual(state);
    expect(state.records.filter(({ body }) => body === null).map(({ kind }) => kind)).toEqual([
      'finding',
      'correction',
    ]);
    expect(state.records.at(-1)).toMatchObject({
      kind: 'erase',
      actor: 'system',
      body: { target: entry, reason: REASON, askedBy: PEOPLE.supervisor.id, confirmedBy: PEOPLE.leader.id },
    });
    const [late] = await inspector.send({ case: caseId, kind: 'correction', body: { target: entry, reason: '再改' } });
    expect(late?.verdict).toEqual({ outcome: 'refused', reason: 'record-erased' });
  });

  it('[ERASE-5] a photo goes when nothing else speaks of it, its thumbnail too, and is not taken in again', async () => {
    const send = async (bytes: Uint8Array<ArrayBuffer>) => {
      const blob = createHash('sha256').update(bytes).digest('hex');
      const [receipt] = await inspector.announce(caseId, blob);
      await inspector.createUpload(blob, bytes.length);
      expect((await inspector.upload('PATCH', blob, { body: bytes })).status).toBe(204);
      return { blob, entry: receipt?.entry ?? '' };
    };
    const alone = await send(Uint8Array.from([0xff, 0xd8, 0xff, 1, 2]));
    const shared = await send(Uint8Array.from([0xff, 0xd8, 0xff, 3, 4]));
    await inspector.announce(caseId, shared.blob);
    await eraseByTwo(alone.entry);
    await eraseByTwo(shared.entry);
    const has = (blob: string) => existsSync(join(scene.dataDir, 'blobs', blob.slice(0, 2), blob));
    expect([has(alone.blob), has(shared.blob)]).toEqual([false, true]);
    expect((await scene.fetch(PEOPLE.supervisor, `/api/blobs/${alone.blob}`)).status).toBe(404);
    expect((await inspector.createUpload(alone.blob, 5)).status).toBe(403);
    expect((await inspector.sync({ blobsAsked: [alone.blob, shared.blob] })).head.blobReceipts).toHaveLength(1);
  });

  it('[SYNC-40] a device that folds the feed holds what the server holds, without the words', async () => {
    const { entry } = await record();
    const { head } = await supervisor.sync({});
    await eraseByTwo(entry);
    const { lines, text } = await supervisor.sync({ cursor: head.cursor });
    expect(text).not.toContain(CANARY);
    const [, change] = JSON.parse(lines[0] ?? '') as [string, { digest: string; records: { kind: string }[] }];
    expect(change.records.map(({ kind }) => kind)).toEqual(['erase']);
    expect(change.digest).toBe((await stateNow()).digest);
    const late = await (await scene.enrol(PEOPLE.leader)).sync({});
    expect(late.text).not.toContain(CANARY);
  });
});

describe('coming back', () => {
  it('[ERASE-6] [FAULT-65] an erased entry that is pushed again gets its receipt, and its words are not stored', async () => {
    const receipt = await record();
    const entry = await entryAgain(receipt.entry);
    await eraseByTwo(receipt.entry);
    const { head } = await inspector.sync({ entries: [entry], pull: false });
    expect(head.receipts).toEqual([receipt]);
    expect(head.quarantined).toEqual([]);
    expect(filesWith(CANARY)).toEqual([]);
  });

  it('[ERASE-6] [FAULT-66] a backup that brings the words back loses them before anybody is served', async () => {
    const { entry } = await record();
    const older = await backup();
    await eraseByTwo(entry);
    await setBackTo(older);
    expect(filesWith(CANARY)).toEqual([]);
    expect((await stateNow()).records.find(({ id }) => id === entry)?.body).toBeNull();
    expect((await stateNow()).records.at(-1)?.kind).toBe('erase');
  });

  it('[ERASE-6] [FAULT-66] also when the machine with the ledger is lost: one lies beside the backups', async () => {
    const { entry } = await record();
    const older = await backup();
    await eraseByTwo(entry);
    await backup();
    await scene.server.stop();
    rmSync(scene.dataDir, { recursive: true });
    await setBackTo(older);
    expect(filesWith(CANARY)).toEqual([]);
    expect((await stateNow()).records.find(({ id }) => id === entry)?.body).toBeNull();
  });

  it('[ERASE-6] [FAULT-65] [FAULT-66] nor do they come back from a device, when the backup is older than the entry', async () => {
    const older = await backup();
    const receipt = await record();
    const entry = await entryAgain(receipt.entry);
    await eraseByTwo(receipt.entry);
    await setBackTo(older);
    const { head } = await inspector.sync({ entries: [entry], pull: false });
    expect(head.receipts.map((item) => item.entry)).toEqual([receipt.entry]);
    expect(filesWith(CANARY)).toEqual([]);
    expect((await stateNow()).records.at(-1)).toMatchObject({ id: receipt.entry, kind: 'finding', body: null });
  });

  it('[ERASE-4] [ERASE-6] a server that died half-way through makes up for it at its next start', async () => {
    const { entry } = await record();
    await scene.server.stop();
    const { id: askedBy } = PEOPLE.supervisor;
    const erasure = { at: 1, case: caseId, entries: [entry], reason: REASON, askedBy, confirmedBy: PEOPLE.leader.id };
    await addToLedger(scene.dataDir, [erasure]);
    await scene.start();
    expect(filesWith(CANARY)).toEqual([]);
    const seq = (await stateNow()).lastSeq;
    await scene.server.stop();
    await scene.start();
    expect((await stateNow()).lastSeq).toBe(seq);
  });
});
