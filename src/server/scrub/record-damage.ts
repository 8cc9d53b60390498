import type { Damage } from '../audit/damage.ts';
import type { Db } from '../db/sqlite/open-database.ts';

/** What is known to be damaged is exactly what the last scrub found: whatever was mended meanwhile is halted no more. */
export async function recordDamage(db: Db, damages: readonly Damage[], atMs: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('damage').execute();
    for (const { kind, id, case: caseId, seq, what } of damages) {
      const row = { kind, id, case_id: caseId, seq, what, found_at: atMs };
      await trx
        .insertInto('damage')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const value = String(atMs);
    const insert = trx.insertInto('meta').values({ name: 'scrubbed', value });
    await insert.onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
  });
}

export interface DamageCount {
  readonly cases: number;
  readonly blobs: number;
  readonly database: number;
}

/** For health and metrics; null when all is whole. `hasBlob`: one that was sent again counts no more. */
export async function countDamage(db: Db, hasBlob: (blob: string) => boolean): Promise<DamageCount | null> {
  const rows = await db.selectFrom('damage').select(['kind', 'id', 'case_id']).execute();
  const cases = new Set(rows.flatMap(({ case_id: id }) => (id === null ? [] : [id]))).size;
  const blobs = rows.filter(({ kind, id }) => kind === 'blob' && !hasBlob(id)).length;
  const database = rows.filter(({ kind }) => kind === 'database').length;
  return cases + blobs + database > 0 ? { cases, blobs, database } : null;
}
