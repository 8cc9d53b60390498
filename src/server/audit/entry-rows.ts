import type { DatabaseSync } from 'node:sqlite';
import type { Selectable } from 'kysely';
import type { EntryTable } from '../db/sqlite/tables.ts';

/** A row of the log with what belongs to it, as it lies on the disk. */
export type EntryOnDisk = Selectable<EntryTable> & {
  readonly salt: string | null;
  readonly body: string | null;
  readonly public_key: string | null;
};

const PAGE = 200;
const SELECT = `select entry.*, payload.salt, payload.body, device.public_key from entry
  left join payload on payload.entry_id = entry.id left join device on device.id = entry.device`;

/** The log in its order, a page at a time: memory stays bounded however long it is. */
export function* pagesOfEntries(file: DatabaseSync): Generator<readonly EntryOnDisk[]> {
  const page = file.prepare(`${SELECT} where entry.seq > ? order by entry.seq limit ${String(PAGE)}`);
  for (let after = 0; ;) {
    const rows = page.all(after) as unknown as EntryOnDisk[];
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)?.seq ?? after;
  }
}

export function entryAt(file: DatabaseSync, seq: number): EntryOnDisk | null {
  return (file.prepare(`${SELECT} where entry.seq = ?`).get(seq) as unknown as EntryOnDisk | undefined) ?? null;
}

export function entriesOfCase(file: DatabaseSync, caseId: string): readonly EntryOnDisk[] {
  return file.prepare(`${SELECT} where entry.case_id = ? order by entry.seq`).all(caseId) as unknown as EntryOnDisk[];
}
