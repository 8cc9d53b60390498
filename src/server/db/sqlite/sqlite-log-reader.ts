import type {
  BootPlace,
  BootSnapshot,
  ChainEntry,
  ChainPlace,
  ChangedSnapshot,
  DeviceRow,
  LogHead,
  LogHistory,
  LogReader,
  SequencedEntry,
  Snapshot,
} from '../port.ts';
import type { BlobReceipt, ChainStanding, Receipt } from '#domain/log/receipt.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { EntryHeader } from '#domain/log/entry.ts';
import type { Db } from './open-database.ts';
import type { VisibilityChange } from '../port.ts';
import { sql } from 'kysely';
import { deviceOfRow, sequencedOfRow } from './rows.ts';

/** A list as one parameter: the same statement, prepared once, for any length. */
export const listOf = (values: readonly (string | number)[]) =>
  sql<string>`(select value from json_each(${JSON.stringify(values)}))`;

/** The reads of the log within one transaction. */
export class SqliteLogReader implements LogReader {
  protected readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  async epoch(): Promise<string> {
    const row = await this.db.selectFrom('meta').select('value').where('name', '=', 'epoch').executeTakeFirst();
    if (!row) throw new Error('the database has no epoch');
    return row.value;
  }

  async history(): Promise<LogHistory> {
    const rows = await this.db.selectFrom('meta').selectAll().where('name', 'in', ['lineage', 'durable']).execute();
    const valueOf = (name: string): unknown => JSON.parse(rows.find((row) => row.name === name)?.value ?? 'null');
    return {
      lineage: (valueOf('lineage') as LogHistory['lineage'] | null) ?? [],
      durable: valueOf('durable') as LogHistory['durable'],
    };
  }

  async head(): Promise<LogHead> {
    const row = await this.db
      .selectFrom('entry')
      .select(['seq', 'log_hash'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ? { seq: row.seq, hash: row.log_hash } : { seq: 0, hash: '' };
  }

  async hashAt(seq: number): Promise<string | null> {
    if (seq === 0) return '';
    const row = await this.db.selectFrom('entry').select('log_hash').where('seq', '=', seq).executeTakeFirst();
    return row?.log_hash ?? null;
  }

  async device(id: string): Promise<DeviceRow | null> {
    const row = await this.db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? deviceOfRow(row) : null;
  }

  async devices(ids: readonly string[]): Promise<ReadonlyMap<string, DeviceRow>> {
    const rows = await this.db.selectFrom('device').selectAll().where('id', 'in', listOf(ids)).execute();
    return new Map(rows.map((row) => [row.id, deviceOfRow(row)]));
  }

  async receipts(ids: readonly string[]): Promise<ReadonlyMap<string, Receipt>> {
    const rows = await this.db.selectFrom('entry').select(['id', 'receipt']).where('id', 'in', listOf(ids)).execute();
    return new Map(rows.map((row) => [row.id, JSON.parse(row.receipt) as Receipt]));
  }

  damagedCases(): Promise<ReadonlySet<string>> {
    return damagedCases(this.db);
  }

  async erased(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.db.selectFrom('erased').select('entry_id').where('entry_id', 'in', listOf(ids)).execute();
    return new Set(rows.map((row) => row.entry_id));
  }

  async chainPlaces(device: string, seqs: readonly number[]): Promise<readonly ChainPlace[]> {
    const query = this.db.selectFrom('entry').select(['id', 'device_seq as seq', 'chain']).where('device', '=', device);
    const rows = await query.where(sql<boolean>`device_seq in ${listOf(seqs)}`).execute();
    return rows.map((row) => ({ ...row, chain: row.chain as ChainStanding }));
  }

  async chainFrom(device: string, from: number, limit: number): Promise<readonly ChainEntry[]> {
    const numbers = this.db
      .selectFrom('entry')
      .select('device_seq')
      .distinct()
      .where('device', '=', device)
      .where('device_seq', '>=', from)
      .orderBy('device_seq')
      .limit(limit);
    const rows = await this.db
      .selectFrom('entry')
      .select(['id', 'device_seq', 'header'])
      .where('device', '=', device)
      .where('device_seq', 'in', numbers)
      .orderBy('device_seq')
      .orderBy('id')
      .execute();
    const blobs = await this.#blobsOf(rows);
    return rows.map(({ id, device_seq }) => ({ seq: device_seq, entry: id, blobs: blobs.get(id) ?? [] }));
  }

  /** By way of the originals in the headers: references are found by blob, not by entry. */
  async #blobsOf(rows: readonly { readonly id: string; readonly header: string }[]): Promise<Map<string, string[]>> {
    const originals = listOf(rows.flatMap(({ header }) => (JSON.parse(header) as EntryHeader).blobs));
    const refs = await this.db
      .selectFrom('blob_ref')
      .select(['blob', 'entry_id'])
      .where((where) => where.or([where('blob', 'in', originals), where('thumb_of', 'in', originals)]))
      .where('entry_id', 'in', listOf(rows.map(({ id }) => id)))
      .orderBy('blob')
      .execute();
    const byEntry = new Map<string, string[]>(rows.map(({ id }) => [id, []]));
    for (const { blob, entry_id } of refs) byEntry.get(entry_id)?.push(blob);
    return byEntry;
  }

  async cases(ids: readonly string[]): Promise<ReadonlyMap<string, CaseState>> {
    const rows = await this.db.selectFrom('case_file').select(['id', 'state']).where('id', 'in', listOf(ids)).execute();
    return new Map(rows.map((row) => [row.id, JSON.parse(row.state) as CaseState]));
  }

  snapshots(ids: readonly string[], keys: readonly string[]): Promise<readonly Snapshot[]> {
    const query = this.db
      .selectFrom('case_file')
      .select(['id as case', 'state as text'])
      .where('id', 'in', listOf(ids));
    return query
      .where(openNow(sql.ref('case_file.id'), keys))
      .where(isReadable)
      .execute();
  }

  async bootPage(keys: readonly string[], place: BootPlace | null, limit: number): Promise<readonly BootSnapshot[]> {
    let query = this.db
      .selectFrom('case_file')
      .selectAll()
      .where(openNow(sql.ref('case_file.id'), keys))
      .where(isReadable);
    if (place)
      query = query.where(sql<boolean>`(closed, due_at, id) > (${place.closed}, ${place.dueAtMs}, ${place.case})`);
    const rows = await query.orderBy('closed').orderBy('due_at').orderBy('id').limit(limit).execute();
    return rows.map((row) => ({
      case: row.id,
      text: row.state,
      place: { closed: row.closed, dueAtMs: row.due_at, case: row.id },
    }));
  }

  async countOpen(keys: readonly string[]): Promise<number> {
    const query = this.db.selectFrom('case_file').select(({ fn }) => fn.countAll<number>().as('count'));
    return (await query.where(openNow(sql.ref('case_file.id'), keys)).executeTakeFirstOrThrow()).count;
  }

  changedPage(keys: readonly string[], after: number, limit: number): Promise<readonly ChangedSnapshot[]> {
    const columns = ['id as case', 'state as text', 'last_seq as lastSeq'] as const;
    const query = this.db.selectFrom('case_file').select(columns).where('last_seq', '>', after);
    return query
      .where(openNow(sql.ref('case_file.id'), keys))
      .where(isReadable)
      .orderBy('last_seq')
      .limit(limit)
      .execute();
  }

  async feed(keys: readonly string[], after: number, limit: number): Promise<readonly SequencedEntry[]> {
    const caseId = sql.ref('entry.case_id');
    const query = this.db
      .selectFrom('entry')
      .leftJoin('payload', 'payload.entry_id', 'entry.id')
      .selectAll('entry')
      .select(['salt', 'body']);
    const visible = query
      .where('entry.seq', '>', after)
      .where(openNow(caseId, keys))
      .where(openAt(caseId, keys, after))
      .where(isWhole);
    return (await visible.orderBy('entry.seq').limit(limit).execute()).map(sequencedOfRow);
  }

  async visibilityChanges(keys: readonly string[], after: number, limit: number): Promise<readonly VisibilityChange[]> {
    const opened = this.db.selectFrom('case_access').select(['case_id as case', 'from_seq as seq']);
    const closed = this.db.selectFrom('case_access').select(['case_id as case', sql<number>`to_seq`.as('seq')]);
    const both = opened
      .where('key', 'in', listOf(keys))
      .where('from_seq', '>', after)
      .unionAll(closed.where('key', 'in', listOf(keys)).where('to_seq', '>', after));
    const changes = await this.db.selectFrom(both.as('change')).selectAll().orderBy('seq').limit(limit).execute();
    const cases = await this.#visibilityOf([...new Set(changes.map((change) => change.case))], keys, after);
    const gone = { visibleNow: false, visibleBefore: false, size: 0 };
    return changes.map((change) => ({ ...gone, ...cases.get(change.case), ...change }));
  }

  async #visibilityOf(ids: readonly string[], keys: readonly string[], after: number) {
    const id = sql.ref('case_file.id');
    const query = this.db
      .selectFrom('case_file')
      .select([
        'id',
        sql<number>`length(state)`.as('size'),
        openNow(id, keys).as('now'),
        openAt(id, keys, after).as('before'),
      ]);
    const rows = await query.where('id', 'in', listOf(ids)).execute();
    return new Map(
      rows.map((row) => [row.id, { visibleNow: Boolean(row.now), visibleBefore: Boolean(row.before), size: row.size }]),
    );
  }

  async blobReceipts(blobs: readonly string[]): Promise<readonly BlobReceipt[]> {
    const rows = await this.db.selectFrom('blob').select('receipt').where('id', 'in', listOf(blobs)).execute();
    return rows.map((row) => JSON.parse(row.receipt) as BlobReceipt);
  }
}

/** Cases that a scrub halted. */
export async function damagedCases(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('damage').select('case_id').where('case_id', 'is not', null).execute();
  return new Set(rows.flatMap(({ case_id: id }) => (id === null ? [] : [id])));
}

type CaseColumn = ReturnType<typeof sql.ref>;

/** Its state can be read: one that is damaged is handed to nobody. */
const isReadable = sql<boolean>`not exists (select 1 from damage d where d.kind = 'case' and d.id = case_file.id)`;
/** Its entries can be read. */
const isWhole = sql<boolean>`entry.case_id not in (select case_id from damage where case_id is not null)`;

/** One of the keys opens the case now. The one place where SQL asks who sees what. */
export function openNow(caseId: CaseColumn, keys: readonly string[]) {
  return sql<boolean>`exists (select 1 from case_access a where a.case_id = ${caseId} and a.key in ${listOf(keys)} and a.to_seq is null)`;
}

function openAt(caseId: CaseColumn, keys: readonly string[], seq: number) {
  const then = sql<boolean>`a.from_seq <= ${seq} and (a.to_seq is null or a.to_seq > ${seq})`;
  return sql<boolean>`exists (select 1 from case_access a where a.case_id = ${caseId} and a.key in ${listOf(keys)} and ${then})`;
}
