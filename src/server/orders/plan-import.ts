import { randomUUID } from 'node:crypto';
import type { Db } from '../db/sqlite/open-database.ts';
import type { OrderDraft } from '../intake/parse-orders.ts';
import { SAME_GRIEVANCE_MS } from '../intake/grievance.ts';
import { grievanceKeyHashes } from './grievance-key.ts';
import { damagedCases, listOf } from '../db/sqlite/sqlite-log-reader.ts';

export interface PlannedOrder {
  readonly draft: OrderDraft;
  readonly caseId: string;
  /** The case is there already, or an earlier row of this file opens it. */
  readonly joins: boolean;
  readonly keys: readonly string[];
}

export interface ImportPlan {
  readonly planned: readonly PlannedOrder[];
  readonly known: number;
}

/** Which orders are new, and which case each belongs to: an earlier one of the same grievance, or its own. */
export async function planImport(db: Db, orders: readonly OrderDraft[], secret: string): Promise<ImportPlan> {
  const numbers = orders.map(({ body }) => body.orderNo);
  const knownRows = await db
    .selectFrom('order_no')
    .select(['order_no', 'case_id'])
    .where('order_no', 'in', listOf(numbers))
    .execute();
  const known = new Map(knownRows.map((row) => [row.order_no, row.case_id]));
  const withKeys = orders.map((draft) => ({ draft, keys: grievanceKeyHashes(draft.keys, secret) }));
  // A halted case takes nothing in: a repeat of its grievance opens a case of its own rather than wait, or stop the whole import.
  const halted = await damagedCases(db);
  const earlier = await earlierGrievances(db, [...new Set(withKeys.flatMap(({ keys }) => keys))], halted);
  const caseByGroup = new Map<string, string>();
  for (const { body, groupKey } of orders) {
    const caseId = known.get(body.orderNo);
    if (caseId && !halted.has(caseId)) caseByGroup.set(groupKey, caseId);
  }
  const planned: PlannedOrder[] = [];
  for (const { draft, keys } of withKeys) {
    if (known.has(draft.body.orderNo)) continue;
    const joined = caseByGroup.get(draft.groupKey) ?? earlierCaseOf(earlier, keys, draft.body.receivedAtMs);
    const caseId = joined ?? `c-${randomUUID()}`;
    caseByGroup.set(draft.groupKey, caseId);
    planned.push({ draft, caseId, joins: joined !== undefined, keys });
  }
  return { planned, known: known.size };
}

interface Grievance {
  readonly caseId: string;
  readonly atMs: number;
}

async function earlierGrievances(
  db: Db,
  keys: readonly string[],
  halted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly Grievance[]>> {
  const rows = await db.selectFrom('grievance').selectAll().where('key', 'in', listOf(keys)).execute();
  const byKey = new Map<string, Grievance[]>();
  for (const row of rows.filter(({ case_id: id }) => !halted.has(id)))
    byKey.set(row.key, [...(byKey.get(row.key) ?? []), { caseId: row.case_id, atMs: row.received_at }]);
  return byKey;
}

/** The nearest in time, within the span in which repeats count as one grievance. */
function earlierCaseOf(
  earlier: ReadonlyMap<string, readonly Grievance[]>,
  keys: readonly string[],
  atMs: number,
): string | undefined {
  const distance = (grievance: Grievance) => Math.abs(grievance.atMs - atMs);
  const near = keys
    .flatMap((key) => earlier.get(key) ?? [])
    .filter((grievance) => distance(grievance) <= SAME_GRIEVANCE_MS);
  return near.sort((a, b) => distance(a) - distance(b))[0]?.caseId;
}
