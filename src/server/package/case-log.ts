import type { Selectable } from 'kysely';
import type { CheckpointRow } from '../proof/checkpoints.ts';
import type { Db } from '../db/sqlite/open-database.ts';
import type { DeviceRow, LogHistory, SequencedEntry } from '../db/port.ts';
import type { PackagedAnchor } from '#domain/package/package-format.ts';
import type { Tables } from '../db/sqlite/tables.ts';
import { base64Of } from '#domain/kernel/base64.ts';
import { consistencyRanges, inclusionRanges } from '#domain/merkle/proofs.ts';
import { hashesOfRanges } from '../db/sqlite/tree-rows.ts';
import { sequencedOfRow } from '../db/sqlite/rows.ts';
import { SqliteLog } from '../db/sqlite/sqlite-log.ts';

/** Everything of one case that a package is made from, as of one checkpoint. */
export interface CaseLog {
  readonly epoch: string;
  readonly lineage: LogHistory['lineage'];
  readonly entries: readonly SequencedEntry[];
  /** One for each entry. */
  readonly proofs: readonly (readonly string[])[];
  readonly devices: readonly DeviceRow[];
  readonly serverKeys: readonly string[];
  readonly anchors: readonly AnchorOfCase[];
  /** In the vault, never in the log. They are read to keep them out of the package. */
  readonly callers: readonly { readonly name: string | null; readonly phone: string | null }[];
  readonly people: ReadonlyMap<string, string>;
}

export interface AnchorOfCase extends Omit<PackagedAnchor, 'token'> {
  readonly size: number;
  readonly token: Uint8Array | null;
}

/** A day's last state is the one that is printed; more than a year of them proves no more. */
const MAX_ANCHORS = 400;
const DAY_MS = 86_400_000;

export async function readCaseLog(db: Db, caseId: string, checkpoint: CheckpointRow): Promise<CaseLog> {
  return db.transaction().execute(async (trx) => {
    const log = new SqliteLog(trx);
    const rows = await trx
      .selectFrom('entry')
      .leftJoin('payload', 'payload.entry_id', 'entry.id')
      .selectAll('entry')
      .select(['salt', 'body'])
      .where('case_id', '=', caseId)
      .where('seq', '<=', checkpoint.size)
      .orderBy('seq')
      .execute();
    const entries = rows.map(sequencedOfRow);
    const devices = await log.devices([...new Set(entries.map(({ entry }) => entry.header.device))]);
    const keys = await trx.selectFrom('meta').select('value').where('name', '=', 'statement_keys').executeTakeFirst();
    const callers = trx.selectFrom('caller').select(['name', 'phone']).where('case_id', '=', caseId);
    const people = await trx.selectFrom('person').select(['id', 'name']).execute();
    return {
      epoch: checkpoint.epoch,
      lineage: (await log.history()).lineage,
      entries,
      proofs: await proofsOf(trx, entries, checkpoint.size),
      devices: [...devices.values()],
      serverKeys: JSON.parse(keys?.value ?? '[]') as string[],
      anchors: await anchorsOf(trx, entries[0]?.receipt.receivedAt ?? 0, checkpoint),
      callers: await callers.execute(),
      people: new Map(people.map(({ id, name }) => [id, name])),
    };
  });
}

async function proofsOf(db: Db, entries: readonly SequencedEntry[], size: number): Promise<readonly string[][]> {
  const paths = entries.map(({ receipt }) => inclusionRanges(receipt.seq - 1, size));
  const hashes = await hashesOfRanges(db, paths.flat());
  let at = 0;
  return paths.map(({ length }) => hashes.slice(at, (at += length)).map(base64Of));
}

type AnchorRow = Selectable<Tables['tree_checkpoint']> & { readonly token: Uint8Array | null };

/** States since the case began that lie outside as well: those with a token, and the last of each day, which the daily report prints. */
async function anchorsOf(db: Db, sinceMs: number, checkpoint: CheckpointRow): Promise<readonly AnchorOfCase[]> {
  const rows: AnchorRow[] = await db
    .selectFrom('tree_checkpoint')
    .leftJoin('anchor', 'anchor.checkpoint', 'tree_checkpoint.id')
    .selectAll('tree_checkpoint')
    .select('token')
    .where('tree_checkpoint.at', '>=', sinceMs)
    .where('size', '<=', checkpoint.size)
    .orderBy('tree_checkpoint.id')
    .execute();
  const dayOf = ({ at }: AnchorRow) => Math.floor((at + 8 * 3_600_000) / DAY_MS);
  const kept = rows.filter((row, i) => {
    const next = rows[i + 1];
    return row.token !== null || (row.id !== checkpoint.id && (!next || dayOf(next) !== dayOf(row)));
  });
  const last = kept.slice(-MAX_ANCHORS);
  const paths = last.map(({ size }) => consistencyRanges(size, checkpoint.size));
  const hashes = await hashesOfRanges(db, paths.flat());
  let place = 0;
  return last.map(({ note, at, size, token }, i) => {
    const proof = hashes.slice(place, (place += paths[i]?.length ?? 0)).map(base64Of);
    return { note, at, size, proof, token };
  });
}
