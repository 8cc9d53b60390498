import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Db } from '../db/sqlite/open-database.ts';
import type { Erasure } from './ledger.ts';
import type { SigningKey } from '../keys/p256.ts';
import type { SyncDeps } from '../sync/ports.ts';
import type { Tables } from '../db/sqlite/tables.ts';
import { addToLedger, readLedger } from './ledger.ts';
import { checkBatch, ingestBatch } from '../sync/ingest.ts';
import { compactIfDue, markCompactionDue } from './compact.ts';
import { deviceIdOfKey, DeviceWriter } from '../keys/device-writer.ts';
import { listOf } from '../db/sqlite/sqlite-log-reader.ts';
import { SqliteLog } from '../db/sqlite/sqlite-log.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';

export interface ErasureDeps {
  readonly db: Db;
  readonly dataDir: string;
  readonly sync: SyncDeps;
  readonly systemKey: SigningKey;
  readonly blobs: BlobStore;
}

/** First the ledger, then the log: whatever dies in between is made up for at the next start ([ERASE-4], [ERASE-6]). */
export async function erase(deps: ErasureDeps, erasure: Erasure): Promise<void> {
  await addToLedger(deps.dataDir, [erasure]);
  await carryOut(deps, erasure);
}

/** What the ledger says is made true again: after a crash half-way, and after a restore of a backup that still had the words. */
export async function replayLedger(deps: ErasureDeps): Promise<number> {
  let replayed = 0;
  for (const erasure of readLedger(deps.dataDir)) {
    const known = await deps.sync.store.read((log) => log.erased(erasure.entries));
    if (known.size === erasure.entries.length) continue;
    await carryOut(deps, erasure);
    replayed += 1;
  }
  await compactIfDue(deps.db);
  return replayed;
}

async function carryOut(deps: ErasureDeps, erasure: Erasure): Promise<void> {
  const orphans = await deps.db.transaction().execute(async (trx) => {
    const rows = erasure.entries.map((entry_id) => ({ entry_id }));
    await trx
      .insertInto('erased')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await writeEntry(trx, deps, erasure);
    await trx.deleteFrom('payload').where('entry_id', 'in', listOf(erasure.entries)).execute();
    await markCompactionDue(trx);
    return forgetBlobs(trx, erasure.entries);
  });
  for (const blob of orphans) await deps.blobs.remove(blob);
  await compactIfDue(deps.db);
}

/** The order to erase is an entry like any other: every replica folds it, and its chain verifies. */
async function writeEntry(trx: Transaction<Tables>, deps: ErasureDeps, erasure: Erasure): Promise<void> {
  const { sync, systemKey } = deps;
  const [target = ''] = erasure.entries;
  const log = new SqliteLog(trx);
  const state = (await log.cases([erasure.case])).get(erasure.case);
  // Not (or no more) in this log: when it comes, ingest leaves its words out.
  if (!state?.records.some(({ id, body }) => id === target && body !== null)) return;
  const device = await log.device(deviceIdOfKey(systemKey));
  if (!device) throw new Error('the server has no device of its own');
  const { reason, askedBy, confirmedBy } = erasure;
  const { entry } = await new DeviceWriter(systemKey, device).write({
    case: erasure.case,
    kind: 'erase',
    body: { target, reason, askedBy, confirmedBy },
    base: state.lastSeq,
    at: sync.clock.now(),
  });
  const batch = await checkBatch(sync, { device, person: SYSTEM_PERSON, entries: [entry] });
  const { receipts, quarantined } = await ingestBatch(log, sync, batch);
  if (receipts[0]?.verdict.outcome !== 'accepted')
    throw new Error(`an erasure was not accepted: ${JSON.stringify(quarantined[0] ?? receipts[0]?.verdict)}`);
}

/** @returns blobs that nothing speaks of any more */
async function forgetBlobs(trx: Transaction<Tables>, entries: readonly string[]): Promise<readonly string[]> {
  const refs = await trx.selectFrom('blob_ref').select('blob').where('entry_id', 'in', listOf(entries)).execute();
  const named = listOf(refs.map(({ blob }) => blob));
  await trx.deleteFrom('blob_ref').where('entry_id', 'in', listOf(entries)).execute();
  const kept = await trx.selectFrom('blob_ref').select('blob').where('blob', 'in', named).execute();
  const orphans = refs.map(({ blob }) => blob).filter((blob) => !kept.some((other) => other.blob === blob));
  await trx
    .deleteFrom('blob')
    .where(sql<boolean>`id in ${listOf(orphans)}`)
    .execute();
  return orphans;
}
