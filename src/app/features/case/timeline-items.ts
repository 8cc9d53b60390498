import type { CaseRecord } from '#domain/case/case-state.ts';

/** One row of the timeline: a record, or photos of one person taken one after another. */
export interface TimelineRow {
  readonly key: string;
  readonly records: readonly [CaseRecord, ...CaseRecord[]];
}

const TOGETHER_MS = 30 * 60_000;

/** Newest first. A burst of photos is one row, for ten rows of photos would hide the visit they belong to. */
export function timelineRows(records: readonly CaseRecord[]): readonly TimelineRow[] {
  const rows: TimelineRow[] = [];
  for (const record of records) {
    const last = rows.at(-1);
    if (last && belongsTo(last, record)) rows[rows.length - 1] = { key: last.key, records: [...last.records, record] };
    else rows.push({ key: record.id, records: [record] });
  }
  return rows.reverse();
}

function belongsTo(row: TimelineRow, record: CaseRecord): boolean {
  const [first] = row.records;
  const last = row.records.at(-1) ?? first;
  return (
    record.kind === 'photo' &&
    first.kind === 'photo' &&
    record.actor === first.actor &&
    isPlain(record) &&
    isPlain(last) &&
    Math.abs(instantOf(record) - instantOf(last)) < TOGETHER_MS
  );
}

/** What was refused or is for review stands alone, with its words. */
function isPlain(record: CaseRecord): boolean {
  return record.verdict.outcome === 'accepted';
}

/** The device's claim, put right by the offset it knew of itself. For reading only: order is the server's. */
export function instantOf({ claimedAt, clockOffsetMs }: Pick<CaseRecord, 'claimedAt' | 'clockOffsetMs'>): number {
  return claimedAt + (clockOffsetMs ?? 0);
}
