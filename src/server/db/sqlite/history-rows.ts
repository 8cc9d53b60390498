import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { LogHead } from '../port.ts';
import type { LogReach } from '#domain/log/receipt.ts';

/** Where a log is and comes from, read and written beside the server: by backup and restore, each in one short transaction. */
export interface HistoryRows {
  readonly epoch: string;
  readonly head: LogHead;
  readonly lineage: readonly LogReach[];
  readonly durable: LogReach | null;
}

export function readHistory(file: DatabaseSync): HistoryRows {
  const epoch = metaOf(file, 'epoch');
  if (epoch === null) throw new Error('the database has no epoch');
  const last = file.prepare('select seq, log_hash as hash from entry order by seq desc limit 1').get();
  return {
    epoch,
    head: last ? { seq: Number(last['seq']), hash: String(last['hash']) } : { seq: 0, hash: '' },
    lineage: JSON.parse(metaOf(file, 'lineage') ?? '[]') as LogReach[],
    durable: JSON.parse(metaOf(file, 'durable') ?? 'null') as LogReach | null,
  };
}

/**
 * Raises the durable watermark ([OPS-3]). Only forward, and only within the history that was copied: meanwhile the server may have been
 * restored to another one. Safe beside a running server: SQLite lets one writer in at a time, and this one is done at once.
 */
export function raiseDurable(file: DatabaseSync, reach: LogReach, atMs: number): boolean {
  return inTransaction(file, () => {
    const { epoch, durable } = readHistory(file);
    if (epoch !== reach.epoch) return false;
    if (durable?.epoch !== epoch || durable.seq < reach.seq) putMeta(file, 'durable', JSON.stringify(reach));
    putMeta(file, 'backup', JSON.stringify({ at: atMs, ...reach }));
    return true;
  });
}

/** What lies in `file` goes on as a new history, which knows of the one it comes from (I16). @returns the new epoch */
export function beginNewHistory(file: DatabaseSync): string {
  return inTransaction(file, () => {
    const { epoch, head, lineage } = readHistory(file);
    const fresh = randomBytes(8).toString('hex');
    putMeta(file, 'epoch', fresh);
    putMeta(file, 'lineage', JSON.stringify([...lineage, { epoch, seq: head.seq }]));
    // Named in the new history: what the backup holds includes all that came before it.
    putMeta(file, 'durable', JSON.stringify({ epoch: fresh, seq: head.seq }));
    return fresh;
  });
}

function metaOf(file: DatabaseSync, name: string): string | null {
  const row = file.prepare('select value from meta where name = ?').get(name);
  return row ? String(row['value']) : null;
}

function putMeta(file: DatabaseSync, name: string, value: string): void {
  const insert = 'insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value';
  file.prepare(insert).run(name, value);
}

function inTransaction<T>(file: DatabaseSync, work: () => T): T {
  file.exec('begin immediate');
  try {
    const result = work();
    file.exec('commit');
    return result;
  } catch (error) {
    file.exec('rollback');
    throw error;
  }
}
